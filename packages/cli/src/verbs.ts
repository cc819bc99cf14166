import type { Command } from "@sluice/core/command";
import type { Runtime } from "@sluice/core/ports/runtime";
import type { z } from "zod";

/** A verb with what connects its ports. */
export interface Verb {
  readonly command: AnyCommand;
  /** Makes the ports that the verb asks for, from its valid inputs. */
  connect(inputs: unknown, runtime: Runtime): Promise<unknown>;
}

/** A command whose ports only its own `connect` knows. */
export type AnyCommand = Command<z.ZodObject, z.ZodObject, never>;

/** Each loads its verb alone: `sluice status` does not read what `sluice deploy-env` needs. */
export type Verbs = Readonly<Record<string, () => Promise<Verb>>>;

/** The verbs in the order of the help. */
export const VERBS: Verbs = {};
