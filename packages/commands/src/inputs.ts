import { flag, text } from "@sluice/core";
import { z } from "zod";

/** A required stage. */
export function stageInput(description = "The stage, as sluice.yml names it") {
  return z.string().min(1).meta({ description, type: "string", positional: true });
}

export const dryRun = flag("Only tell what would be done, and change nothing");

export const commitInput = text("The commit of the stage's branch; default: the branch's head");

export const digestInput = text("The artifact's digest; default: the one recorded for the commit");

/** The release that is meant. */
export const releaseWords =
  "a change's number (42), an environment's name, or the first 7 or more digits of a digest or commit";
