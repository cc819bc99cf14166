import { join } from "node:path";
import type { Site } from "@sluice/wiring";
import type { Story } from "./story.ts";
import type { View } from "./view.ts";

/** How to look at what was kept, and how to end it. */
export function tellKept(view: View, folder: string, site: Site, story: Story): void {
  view.line();
  view.heading("All of it is kept running");
  for (const { environment, url } of story.running) if (url !== null) view.line(`   ${environment}  ${url}`);
  const { target } = site.config;
  if (target.kind === "process")
    view.line(`   the edge          http://127.0.0.1:${target.port}, by the Host header of an address above`);
  view.line(`   the repository    ${site.root}`);
  view.line(`   the ledger's git  ${join(folder, "remote.git")}`);
  view.line(`   to end it         sluice demo --stop ${folder}`);
}
