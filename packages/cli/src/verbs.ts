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
export const VERBS: Verbs = {
  run: train(async () => (await import("@sluice/commands/run")).run),
  "build-image": train(async () => (await import("@sluice/commands/build-image")).buildImage),
  "run-test-matrix": train(async () => (await import("@sluice/commands/run-test-matrix")).runTestMatrix),
  "deploy-env": train(async () => (await import("@sluice/commands/deploy-env")).deployEnv),
  "promote-to-prod": train(async () => (await import("@sluice/commands/promote-to-prod")).promoteToProd),
  rollback: train(async () => (await import("@sluice/commands/rollback")).rollback),
  "destroy-stale-env": train(
    async () => (await import("@sluice/commands/destroy-stale-env")).destroyStaleEnv,
  ),
  "notify-admins": train(async () => (await import("@sluice/commands/notify-admins")).notifyAdmins),
};

/** A verb that reaches the world through all the train's ports, as the sluice.yml of where it is run says. */
function train(load: () => Promise<AnyCommand>): () => Promise<Verb> {
  return async () => ({
    command: await load(),
    async connect(_, runtime) {
      const { connect } = await import("@sluice/wiring");
      return connect({ cwd: process.cwd(), env: process.env }, runtime);
    },
  });
}
