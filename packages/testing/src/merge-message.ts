import type { MergedChange } from "./repo.ts";

/** The message that a forge gives the commit of a merged change. */
export function mergeMessage(change: MergedChange, style: "merge" | "squash" | "rebase"): string {
  const { number, title, source, target } = change;
  if (style !== "merge") return `${title} (#${number})\n`;
  switch (change.forge ?? "github") {
    case "github":
      return `Merge pull request #${number} from acme/${source}\n\n${title}\n`;
    case "gitlab":
      return `Merge branch '${source}' into '${target}'\n\n${title}\n\nSee merge request acme/shop!${number}\n`;
    case "bitbucket":
      return `Merged in ${source} (pull request #${number})\n\n${title}\n`;
    case "local":
      return `Merge branch '${source}' into ${target}\n\n${title}\n\nSluice-Change: ${number}\n`;
  }
}
