import type { TrainPorts } from "@sluice/commands/ports";
import { type Exec, type Ledger, type Reporter, remembering } from "@sluice/core";
import { systemClock } from "@sluice/host/clock";
import { createExec } from "@sluice/host/exec";
import { createHistory } from "@sluice/host/history";
import { createProber } from "@sluice/host/prober";
import { createNotifiers } from "@sluice/notifiers";
import { lazyBuilder, lazyEdge, lazyImageBuilder, lazyRegistry, lazyTarget, once } from "./lazy.ts";
import { ledgerOf } from "./open-ledger.ts";
import { registryOf } from "./open-registry.ts";
import { edgeOf, targetOf } from "./open-target.ts";
import { maskSecrets, resolver } from "./secrets.ts";
import { openSite, type Place, type Site } from "./site.ts";

/**
 * All ports of the verbs, as sluice.yml and the environment say. What a verb does not use is not loaded: registry,
 * builder, target and edge come with their first question, and notifiers with the first look at them.
 *
 * @throws `config_missing`, `config_invalid`, `git_failed`
 */
export async function connect(place: Place, reporter: Reporter): Promise<TrainPorts> {
  const ports = await connectSite(await openSite(place), reporter);
  const fault = place.env.SLUICE_FAULT;
  if (fault === undefined) return ports;
  const { withFaults } = await import("./faults.ts");
  return withFaults(ports, fault);
}

/** As `connect`, for a site that was opened before. */
export async function connectSite(site: Site, reporter: Reporter): Promise<TrainPorts> {
  const { root, env, config } = site;
  maskSecrets(config, env, reporter);
  const { createLocalForge } = await import("@sluice/forges");
  const forge = await createLocalForge({ cwd: root, env });
  const history = createHistory({ cwd: root });
  const exec = execIn(root);
  const resolve = resolver(env);
  let notifiers: TrainPorts["notifiers"] | null = null;
  const registry = lazyRegistry(
    config.artifact.repository,
    once(() => registryOf(site, config.artifact.repository)),
  );
  return {
    config,
    ledger: remembering(await ledgerOf(site, systemClock, Math.random, reporter)),
    clock: systemClock,
    random: Math.random,
    history,
    changes: forge,
    people: { ...forge, getActor: once(() => forge.getActor()) },
    runs: forge,
    registry,
    builder: lazyBuilder(
      once(async () => {
        const { createArchiveBuilder } = await import("./archive-builder.ts");
        return createArchiveBuilder({ history, exec });
      }),
    ),
    imageBuilder: lazyImageBuilder(
      once(async () => {
        const { openImageBuilder } = await import("./images/open.ts");
        return openImageBuilder(site, { history, exec, registry, clock: systemClock });
      }),
    ),
    target: lazyTarget(
      config.target.kind,
      once(() => targetOf(site, resolve)),
    ),
    edge: lazyEdge(once(() => edgeOf(site))),
    prober: createProber(),
    exec,
    resolve,
    get notifiers() {
      notifiers ??= createNotifiers(config.notify, env, reporter);
      return notifiers;
    },
    reporter,
  };
}

/** The ledger alone, with the site that it belongs to. */
export async function openLedger(
  place: Place,
  reporter: Reporter,
): Promise<{ readonly site: Site; readonly ledger: Ledger }> {
  const site = await openSite(place);
  return { site, ledger: await ledgerOf(site, systemClock, Math.random, reporter) };
}

/** Programs of the user's run in the repository's root, wherever below it the verb was started. */
function execIn(root: string): Exec {
  const exec = createExec();
  return { run: (argv, options = {}) => exec.run(argv, { cwd: root, ...options }) };
}
