import type { Command } from "@sluice/core/command";
import type { Runtime } from "@sluice/core/ports/runtime";
import type { z } from "zod";
import { wantsJson } from "./arguments.ts";

/** A verb with what connects its ports. */
export interface Verb {
  readonly command: AnyCommand;
  /** Makes the ports that the verb asks for, from its valid inputs. */
  connect(inputs: unknown, runtime: Runtime): Promise<unknown>;
  /** Whether it writes data of its own to stdout, so that its story goes to stderr. */
  ownsStdout?(inputs: Runtime["inputs"]): boolean;
  /** What must be done before the program may end on an interrupt; without it it ends at once. */
  windUp?(): Promise<unknown>;
}

/** A command whose ports only its own `connect` knows. */
export type AnyCommand = Command<z.ZodObject, z.ZodObject, never>;

/** Each loads its verb alone: `sluice status` does not read what `sluice deploy-env` needs. */
export type Verbs = Readonly<Record<string, () => Promise<Verb>>>;

/** The verbs in the order of the help. To add one, add a line and run `npm run generate`. */
export const VERBS: Verbs = {
  run: async () => train((await import("@sluice/commands/run")).run),
  "build-image": async () => train((await import("@sluice/commands/build-image")).buildImage),
  "run-test-matrix": async () => train((await import("@sluice/commands/run-test-matrix")).runTestMatrix),
  "deploy-env": async () => train((await import("@sluice/commands/deploy-env")).deployEnv),
  "promote-to-prod": async () => train((await import("@sluice/commands/promote-to-prod")).promoteToProd),
  rollback: async () => train((await import("@sluice/commands/rollback")).rollback),
  "destroy-stale-env": async () =>
    train((await import("@sluice/commands/destroy-stale-env")).destroyStaleEnv),
  "notify-admins": async () => train((await import("@sluice/commands/notify-admins")).notifyAdmins),
  edge: async () => ({
    command: (await import("@sluice/commands/edge")).edge,
    async connect(_, reporter) {
      const { openEdgeInstallation } = await import("@sluice/wiring");
      const installation = await openEdgeInstallation({ cwd: process.cwd(), env: process.env });
      return { installation, reporter };
    },
  }),
  ledger: async () => ({
    command: (await import("@sluice/commands/ledger")).ledger,
    async connect(_, reporter) {
      const { openLedger, openLines } = await import("@sluice/wiring");
      const place = { cwd: process.cwd(), env: process.env };
      const { site, ledger } = await openLedger(place, reporter);
      const lines = (path: string | null) => openLines(path, { cwd: place.cwd, stdout: process.stdout });
      return { config: site.config, ledger, reporter, openLines: lines };
    },
    ownsStdout: (inputs) => inputs.action === "export" && !inputs.out,
  }),
  init: async () => ({
    command: (await import("@sluice/commands/init")).init,
    async connect(_, reporter) {
      const { openWorkTree } = await import("@sluice/wiring");
      return { tree: await openWorkTree({ cwd: process.cwd(), env: process.env }), reporter };
    },
  }),
  status: async () => watching((await import("@sluice/commands/status")).status),
  demo: async () => (await import("./demo/verb.ts")).demoVerb,
};

/** A verb of the train: works on the repository around the working directory, as its sluice.yml says. */
function train(command: AnyCommand): Verb {
  return {
    command,
    async connect(_, runtime) {
      const { connect } = await import("@sluice/wiring");
      return connect({ cwd: process.cwd(), env: process.env }, runtime);
    },
  };
}

/** A verb of the train that may repaint the terminal it is run in. */
function watching(command: AnyCommand): Verb {
  return {
    command,
    async connect(_, runtime) {
      const { connect, screenOf } = await import("@sluice/wiring");
      const ports = await connect({ cwd: process.cwd(), env: process.env }, runtime);
      return Object.assign(ports, { screen: wantsJson(process.argv) ? null : screenOf(process.stdout) });
    },
  };
}
