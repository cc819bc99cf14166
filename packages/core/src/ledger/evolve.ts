import type { EventOf, LedgerEvent } from "./events.ts";
import { forgetOld } from "./retention.ts";
import { type EnvironmentState, emptyStage, type LedgerState, type StageState } from "./state.ts";

/** The state after one more event. Pure; what it is given stays as it was. */
export function evolve(state: LedgerState, event: LedgerEvent): LedgerState {
  return fold(state, [event]);
}

/** The state after many events. Copies once, so that folding a long ledger is quick. */
export function fold(state: LedgerState, events: Iterable<LedgerEvent>): LedgerState {
  const draft = structuredClone(state);
  for (const event of events) {
    apply(draft, event);
    forgetOld(draft);
  }
  return draft;
}

/** Changes the draft. An event about what the ledger has forgotten changes nothing. */
function apply(draft: LedgerState, event: LedgerEvent): void {
  draft.seq = event.seq;
  switch (event.type) {
    case "artifact.packaged":
    case "artifact.published":
      artifact(draft, event);
      return;
    case "testsuiterun.finished": {
      const release = draft.releases[event.digest];
      const { outcome, stage, at, detail } = event;
      if (release) release.tests[event.suite] = { outcome, stage, at, detail };
      return;
    }
    case "environment.created":
    case "environment.modified":
      claim(draft, event);
      return;
    case "claim.queued": {
      const stage = stageOf(draft, event.stage);
      const run = event.run ?? event.by;
      stage.waiting = others(stage, run, event.at);
      stage.waiting.push({ run, commit: event.commit, number: event.number, until: event.until });
      return;
    }
    case "claim.renewed": {
      const holder = draft.environments[event.environment]?.holder;
      if (holder) holder.until = event.until;
      return;
    }
    case "claim.released":
      released(draft, event);
      return;
    case "service.deployed":
      reach(draft, event, "deployed");
      return;
    case "release.verified": {
      reach(draft, event, "verified");
      const release = draft.releases[event.digest];
      if (release) release.verified[event.stage] = event.at;
      return;
    }
    case "service.upgraded": {
      reach(draft, event, "baking");
      const stage = stageOf(draft, event.stage);
      stage.previous = event.previous;
      stage.serves = event.environment;
      return;
    }
    case "service.published":
      published(draft, event);
      return;
    case "incident.detected":
      return;
    case "service.rolledback":
      rolledBack(draft, event);
      return;
    case "release.quarantined": {
      const release = draft.releases[event.digest];
      if (release)
        release.quarantined = { reason: event.reason, stage: event.stage, at: event.at, by: event.by };
      return;
    }
    case "release.cleared": {
      const release = draft.releases[event.digest];
      if (release) release.quarantined = null;
      return;
    }
    case "environment.tombstoned": {
      const environment = draft.environments[event.environment];
      if (!environment) return;
      enter(environment, "tombstoned", event.at);
      environment.holder = null;
      environment.tombstone = { reason: event.reason, detail: event.detail };
      const stage = stageOf(draft, event.stage);
      if (stage.serves === event.environment) stage.serves = null;
      if (stage.previous === event.environment) stage.previous = null;
      return;
    }
    case "environment.deleted": {
      const environment = draft.environments[event.environment];
      if (environment) enter(environment, "deleted", event.at);
      return;
    }
    case "approval.created": {
      const release = draft.releases[event.digest];
      if (!release) return;
      release.approvals[event.stage] ??= [];
      const approvals = release.approvals[event.stage]!;
      if (!approvals.includes(event.by)) approvals.push(event.by);
      return;
    }
    case "notice.sent":
      if (event.delivered) draft.notices.push(noticeKey(event));
      return;
  }
}

/** What makes a notice the same notice, however often a job is retried. */
export function noticeKey(notice: {
  readonly stage: string;
  readonly digest: string | null;
  readonly event: string;
  readonly channel: string;
}): string {
  return [notice.stage, notice.digest ?? "-", notice.event, notice.channel].join("|");
}

function artifact(draft: LedgerState, event: EventOf<"artifact.packaged" | "artifact.published">): void {
  draft.keys[event.key] = event.digest;
  draft.releases[event.digest] ??= {
    digest: event.digest,
    key: event.key,
    kind: event.kind,
    repository: event.repository,
    sources: [],
    tests: {},
    verified: {},
    quarantined: null,
    approvals: {},
  };
  const release = draft.releases[event.digest]!;
  if (event.type === "artifact.published") {
    const { stage, commit, change, at } = event;
    release.sources = release.sources.filter((source) => source.stage !== stage || source.commit !== commit);
    release.sources.push({ stage, commit, change, at });
    if (release.sources.length > 20) release.sources.shift();
  }
}

function claim(draft: LedgerState, event: EventOf<"environment.created" | "environment.modified">): void {
  const run = event.run ?? event.by;
  draft.environments[event.environment] = {
    name: event.environment,
    stage: event.stage,
    commit: event.commit,
    change: event.change,
    digest: event.digest,
    url: event.url,
    generation: event.seq,
    purpose: event.purpose,
    holder: { run, until: event.until },
    phase: "claimed",
    by: event.by,
    createdAt: event.at,
    since: event.at,
    tombstone: null,
  };
  const stage = stageOf(draft, event.stage);
  stage.waiting = others(stage, run, event.at);
}

function released(draft: LedgerState, event: EventOf<"claim.released">): void {
  const stage = stageOf(draft, event.stage);
  stage.waiting = others(stage, event.run ?? event.by, event.at);
  const environment = event.environment === null ? undefined : draft.environments[event.environment];
  if (!environment) return;
  environment.holder = null;
  if (["claimed", "deployed", "verified"].includes(environment.phase)) enter(environment, "failed", event.at);
}

function published(draft: LedgerState, event: EventOf<"service.published">): void {
  reach(draft, event, "published");
  const environment = draft.environments[event.environment];
  if (!environment) return;
  environment.holder = null;
  const stage = stageOf(draft, event.stage);
  const { name, digest, commit, change, url } = environment;
  const milestone = { environment: name, digest, commit, change, url, at: event.at };
  const rest = stage.published.filter((m) => m.environment !== name || m.digest !== digest);
  // where each environment has its own hostname, a newer one may have become what the stage runs meanwhile
  const serves = stage.serves === name;
  const newerBakes = !serves && draft.environments[stage.serves ?? ""]?.phase === "baking";
  if (serves) stage.previous = null;
  const overtaken = !serves && !newerBakes && stage.head !== null;
  if (!overtaken) stage.head = milestone;
  stage.published = overtaken ? rest.toSpliced(1, 0, milestone) : [milestone, ...rest];
  stage.published.length = Math.min(stage.published.length, 20);
}

function rolledBack(draft: LedgerState, event: EventOf<"service.rolledback">): void {
  const stage = stageOf(draft, event.stage);
  stage.serves = event.environment;
  stage.previous = null;
  const from = draft.environments[event.from];
  if (from) {
    enter(from, "failed", event.at);
    from.holder = null;
    stage.published = stage.published.filter((m) => m.environment !== from.name || m.digest !== from.digest);
  }
  if (stage.head?.environment === event.from) {
    stage.head = stage.published.find((milestone) => milestone.environment === event.environment) ?? null;
  }
}

/** Who else waits, without those whose time has passed. */
function others(stage: StageState, run: string, at: string): StageState["waiting"] {
  return stage.waiting.filter((waiting) => waiting.run !== run && waiting.until > at);
}

function reach(
  draft: LedgerState,
  event: { readonly environment: string; readonly generation: number; readonly at: string },
  phase: EnvironmentState["phase"],
): void {
  const environment = draft.environments[event.environment];
  if (environment?.generation === event.generation) enter(environment, phase, event.at);
}

function enter(environment: EnvironmentState, phase: EnvironmentState["phase"], at: string): void {
  environment.phase = phase;
  environment.since = at;
}

function stageOf(draft: LedgerState, name: string): StageState {
  draft.stages[name] ??= structuredClone(emptyStage);
  return draft.stages[name];
}
