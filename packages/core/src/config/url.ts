import { SluiceError } from "../errors.ts";
import { commitMark } from "../model/identity.ts";
import { render, wordsOf } from "../model/render.ts";
import { slug } from "../model/slug.ts";
import { hostOf } from "../plan/routing.ts";

/** What a public address is rendered for. */
export interface UrlSubject {
  /** The change's number; null for a direct push, where `{number}` becomes the commit's mark (`c1a2b3c4…`). */
  readonly number: number | null;
  /** Full sha; `{sha}` is its first 12 digits. */
  readonly commit: string;
  /** The branch that was merged, for `{slug}`; null where unknown, and the slug is the commit's mark. */
  readonly source: string | null;
}

/** Whether all environments of a stage have one public address between them. A stage without an address has none to share. */
export function isShared(stage: { readonly url: string | null }): boolean {
  if (stage.url === null) return false;
  const words = wordsOf(stage.url);
  return !words.has("number") && !words.has("sha") && !words.has("slug");
}

/**
 * The public address of an environment; null where its stage has none. Throws `config_invalid` where the rendered
 * host is not a valid one (a label of more than 63 characters).
 */
export function urlOf(
  config: { readonly app: string },
  stage: { readonly name: string; readonly url: string | null },
  subject: UrlSubject,
): string | null {
  if (stage.url === null) return null;
  const url = render(stage.url, {
    app: slug(config.app),
    stage: slug(stage.name),
    number: subject.number === null ? commitMark(subject.commit) : String(subject.number),
    sha: subject.commit.slice(0, 12),
    slug: subject.source === null ? commitMark(subject.commit) : slug(subject.source),
  });
  const labels = (hostOf(url) ?? "").split(".");
  if (labels.some((label) => label.length > 63) || labels.join(".").length > 253)
    throw new SluiceError("config_invalid", `stages.${stage.name}.url gives ${url}, whose host is too long`, {
      advice: "A part between two dots has at most 63 characters: shorten the template. Nothing was changed.",
    });
  return url;
}
