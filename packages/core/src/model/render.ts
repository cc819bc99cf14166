import { suggest } from "./suggest.ts";

/** What a template may speak of. */
export const TEMPLATE_WORDS = ["app", "stage", "number", "sha", "slug"] as const;
export type TemplateWord = (typeof TEMPLATE_WORDS)[number];
export type TemplateValues = Readonly<Record<TemplateWord, string>>;

const PLACE = /\{([^{}]*)\}/g;

/** What a template has that the renderer does not know, in words; empty for a good one. */
export function problemsOfTemplate(template: string): string[] {
  const problems: string[] = [];
  for (const [place, word] of template.matchAll(PLACE)) {
    if (TEMPLATE_WORDS.some((known) => known === word)) continue;
    const meant = suggest(word ?? "", TEMPLATE_WORDS);
    problems.push(
      meant === null
        ? `knows no ${place}; there are ${TEMPLATE_WORDS.map((known) => `{${known}}`).join(", ")}`
        : `knows no ${place}; did you mean {${meant}}?`,
    );
  }
  if (/[{}]/.test(template.replace(PLACE, ""))) problems.push("has a { or } without its other half");
  return problems;
}

/** Which words a template speaks of. */
export function wordsOf(template: string): ReadonlySet<TemplateWord> {
  return new Set(TEMPLATE_WORDS.filter((word) => template.includes(`{${word}}`)));
}

/**
 * Puts the values into a template that `problemsOfTemplate` found good. Values are not looked at again, so a value
 * that holds `{sha}` stays as it is.
 */
export function render(template: string, values: TemplateValues): string {
  return template.replace(PLACE, (place, word: string) =>
    TEMPLATE_WORDS.some((known) => known === word) ? values[word as TemplateWord] : place,
  );
}
