import { hostOf, isShared, type Stage, shortDigest } from "@sluice/core";
import { graveOf, type Play, runningIn, type Scene, servingIn, type World } from "./play.ts";
import { startVisitors } from "./visitors.ts";
import { lastAnswer } from "./visits.ts";

/** What a change is in this play: the sample's own, or a plain new file in an application that we do not know. */
export interface Act {
  readonly branch: string;
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  /** What people call the release; null: it is called after the change. */
  readonly label: string | null;
}

/** What was merged into the first stage, and the artifact that it became. */
export interface Departed {
  readonly number: number;
  readonly label: string;
  readonly environment: string;
  readonly digest: string;
}

/** Merges a change into the first stage and runs that. */
export async function depart(play: Play, scene: Scene, act: Act): Promise<Departed> {
  const first = play.stages[0]!;
  await play.place.repository.commit(act.branch, first.branch, act.files, act.title);
  const number = await play.merge(act.branch, first.branch, act.title);
  const { result } = await scene.run(first);
  const { environment = "", digest = "" } = result.outputs as Record<string, string>;
  const label = act.label ?? `PR ${number}`;
  play.name(digest, label);
  return { number, label, environment, digest };
}

/** Merges a stage into the next by a change of its own, which is not yet run. */
export async function mergeOn(play: Play, from: Stage, to: Stage, release: Departed): Promise<number> {
  return play.merge(from.branch, to.branch, `Promote ${release.label} to ${to.name}`);
}

/** Runs a stage on what was merged into it, and sees that nothing was rebuilt and the stage before is drained. */
export async function arrive(
  play: Play,
  scene: Scene,
  stages: { readonly from: Stage; readonly to: Stage },
  release: Departed,
): Promise<string> {
  const { from, to } = stages;
  const left = runningIn(await play.read(), from);
  const { result } = await scene.run(to);
  const { environment = "", digest, built } = result.outputs as Record<string, string>;
  const world = await play.read();
  const real = world.instances.find((one) => one.environment === environment)?.digest;
  scene.see(
    `nothing was built: ${environment} runs the digest that ${from.name} tested, ${shortDigest(release.digest)}`,
    built === "reused" && digest === release.digest && real === release.digest,
  );
  const gone = left.map((name) => `${name} was destroyed (${graveOf(world, name)})`);
  scene.see(
    `${from.name} is drained: ${gone.join("; ") || "nothing was there"}`,
    left.length > 0 && runningIn(world, from).length === 0,
  );
  return environment;
}

/** Lets visitors come to the last stage's hostname as soon as it answers. Where it has none of its own, nobody comes. */
export async function openDoors(play: Play, address: string, rate: number): Promise<void> {
  const last = play.stages.at(-1)!;
  const host = hostOf(last.url);
  if (host === null || !isShared(last)) return;
  const { health } = play.place.site.config;
  play.visitors = startVisitors({
    address,
    host,
    rate,
    path: play.place.sample ? "/version" : health.path,
    status: play.place.sample ? { from: 200, to: 299 } : health.status,
    stage: play.place.sample ? last.name : null,
  });
}

/** Sees that the last stage runs this release, and that its visitors noticed nothing but its answers. */
export async function seeServed(
  play: Play,
  scene: Scene,
  served: { readonly environment: string; readonly release: Departed; readonly before: Before },
): Promise<void> {
  const { environment, release, before } = served;
  const last = play.stages.at(-1)!;
  const world = await play.read();
  const others = before.running.filter((name) => name !== environment);
  const tail = others.map((name) => `; ${name} was destroyed (${graveOf(world, name)})`).join("");
  scene.see(
    `${environment} alone serves ${last.name}${tail}`,
    servingIn(world, last) === environment && sameNames(runningIn(world, last), [environment]),
  );
  await seeVisits(play, scene, before, play.place.sample ? release.label : null);
}

/** Sees that no visit failed since, and who answers now. */
export async function seeVisits(
  play: Play,
  scene: Scene,
  before: Before,
  answers: string | null,
): Promise<void> {
  if (play.visitors === null) return;
  await answersOf(play, answers);
  const traffic = play.visitors.read();
  const [requests, failed] = [
    (traffic?.requests ?? 0) - before.requests,
    (traffic?.failed ?? 0) - before.failed,
  ];
  const who = answers === null ? "" : `; ${answers} answers`;
  const right = answers === null || lastAnswer(traffic) === answers;
  scene.see(`${requests} requests meanwhile, ${failed} failed${who}`, requests > 0 && failed === 0 && right);
}

/** The visitors' count is a moment old: waits, a second at the most, until it tells of an answer by this release. */
async function answersOf(play: Play, label: string | null): Promise<void> {
  for (let n = 0; n < 20; n++) {
    const traffic = play.visitors?.read() ?? null;
    if (traffic !== null && (label === null || lastAnswer(traffic) === label)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** How the last stage was before something is done to it. */
export interface Before {
  readonly running: readonly string[];
  readonly requests: number;
  readonly failed: number;
}

export async function lookBefore(play: Play): Promise<Before> {
  const traffic = play.visitors?.read() ?? null;
  const running = runningIn(await play.read(), play.stages.at(-1)!);
  return { running, requests: traffic?.requests ?? 0, failed: traffic?.failed ?? 0 };
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}

/** The suites that a stage requires have passed for an artifact. */
export function suitesPassed({ state }: World, stage: Stage, digest: string): boolean {
  return stage.require.every((suite) => state.releases[digest]?.tests[suite]?.outcome === "success");
}
