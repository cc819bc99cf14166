import { isShared, OUTCOMES, type Stage, shortDigest } from "@sluice/core";
import {
  type Act,
  arrive,
  type Departed,
  depart,
  lookBefore,
  mergeOn,
  openDoors,
  sameNames,
  seeServed,
  seeVisits,
  suitesPassed,
} from "./acts.ts";
import { PERSON } from "./git.ts";
import { graveOf, type Play, runningIn, type Scene, servingIn } from "./play.ts";
import type { Acts } from "./sample.ts";

export interface Direction {
  readonly acts: Acts;
  /** Base URL of the edge. */
  readonly edge: () => Promise<string>;
  /** Requests a second of the visitors. */
  readonly rate: number;
}

/** The whole story, scene by scene. Throws `UnexpectedEnd` where a command ends as none should. */
export async function playScenes(play: Play, direction: Direction): Promise<void> {
  const { acts } = direction;
  const release = await begin(play, direction);
  await openLast(play, direction, release);
  if (play.stages.length === 1) return;
  await releaseUnderTraffic(play, acts.next, {
    title: "A release while people visit",
    headline: `“${acts.next.title}” goes all the way. The visitors keep coming.`,
  });
  if (acts.bad === null) return;
  await badRelease(play, acts.bad.broken);
  await releaseUnderTraffic(play, acts.bad.mended, {
    title: "The fix goes through",
    headline: `“${acts.bad.mended.title}” takes the same way as every change.`,
  });
}

/** Two changes into the first stage, the newer of which stays, and its way to the last stage but one. */
async function begin(play: Play, { acts, edge, rate }: Direction): Promise<Departed> {
  const [first] = play.stages as readonly [Stage, ...Stage[]];
  const only = play.stages.length === 1;
  let older: Departed | null = null;
  await play.scene(
    "A merge becomes an environment",
    `“${acts.first.title}” merges into ${first.name}: built once, tested, deployed under a name of its own.`,
    async (scene) => {
      if (only) await openDoors(play, await edge(), rate);
      older = await depart(play, scene, acts.first);
      const { environment, digest } = older;
      const world = await play.read();
      const real = world.instances.find((one) => one.environment === environment);
      scene.see(
        `${environment} is up and runs ${shortDigest(digest)}, as the machine itself says`,
        real?.running === true && real.digest === digest,
      );
      if (first.require.length > 0) {
        scene.see(
          `${first.require.join(" and ")} passed for this very artifact`,
          suitesPassed(world, first, digest),
        );
      }
    },
  );
  let newer: Departed | null = null;
  await play.scene(
    "The newer change takes the older one's place",
    `“${acts.second.title}” merges into ${first.name} too, and contains the change before.`,
    async (scene) => {
      newer = await depart(play, scene, acts.second);
      const world = await play.read();
      const gone = older!.environment;
      scene.see(
        `${gone} was destroyed (${graveOf(world, gone)})`,
        world.state.environments[gone]?.phase === "deleted" &&
          sameNames(runningIn(world, first), [newer.environment]),
      );
    },
  );
  for (const [n, to] of play.stages.slice(1, -1).entries()) {
    const from = play.stages[n]!;
    await play.scene(
      `The same artifact goes on to ${to.name}`,
      `${from.name} merges into ${to.name}. Nothing is built again, and ${from.name} is drained behind it.`,
      async (scene) => {
        await mergeOn(play, from, to, newer!);
        await arrive(play, scene, { from, to }, newer!);
      },
    );
  }
  return newer!;
}

async function openLast(play: Play, { edge, rate }: Direction, release: Departed): Promise<void> {
  const [from, last] = play.stages.slice(-2);
  if (from === undefined || last === undefined) return;
  const headline = isShared(last)
    ? `${from.name} merges into ${last.name}. From its first answer on, ${rate} requests a second come to it.`
    : `${from.name} merges into ${last.name}.`;
  await play.scene(`${last.name} opens`, headline, async (scene) => {
    const before = await lookBefore(play);
    await openDoors(play, await edge(), rate);
    await mergeOn(play, from, last, release);
    const environment = await arrive(play, scene, { from, to: last }, release);
    await seeServed(play, scene, { environment, release, before });
  });
}

async function releaseUnderTraffic(
  play: Play,
  act: Act,
  words: { readonly title: string; readonly headline: string },
): Promise<void> {
  await play.scene(words.title, words.headline, async (scene) => {
    const before = await lookBefore(play);
    const release = await toLastButOne(play, scene, act);
    const [from, to] = play.stages.slice(-2) as [Stage, Stage];
    await mergeOn(play, from, to, release);
    const environment = await arrive(play, scene, { from, to }, release);
    await seeServed(play, scene, { environment, release, before });
  });
}

async function toLastButOne(play: Play, scene: Scene, act: Act): Promise<Departed> {
  const release = await depart(play, scene, act);
  for (const [n, to] of play.stages.slice(1, -1).entries()) {
    const from = play.stages[n]!;
    await mergeOn(play, from, to, release);
    await arrive(play, scene, { from, to }, release);
  }
  return release;
}

async function badRelease(play: Play, act: Act): Promise<void> {
  const [from, last] = play.stages.slice(-2) as [Stage, Stage];
  const headline = `“${act.title}” leaks a connection a visit: all is well until ${last.name}'s visitors come.`;
  await play.scene("A bad release takes itself back", headline, async (scene) => {
    const before = await lookBefore(play);
    const release = await toLastButOne(play, scene, act);
    const served = servingIn(await play.read(), last);
    await mergeOn(play, from, last, release);
    const { exitCode, result } = await scene.run(last, "rolled_back");
    const world = await play.read();
    const bad = String(result.outputs.environment);
    scene.see(
      `${served} serves ${last.name} again; ${bad} was destroyed`,
      served !== null && servingIn(world, last) === served && sameNames(runningIn(world, last), [served]),
    );
    scene.see(`it is no success: the command's exit code is ${exitCode}`, exitCode === OUTCOMES.rolled_back);
    const quarantined = world.state.releases[release.digest]?.quarantined;
    scene.see(
      `${release.label} is quarantined: ${quarantined?.reason ?? "not at all"}`,
      quarantined !== null && quarantined !== undefined,
    );
    seeTold(play, scene, last);
    await seeVisits(
      play,
      scene,
      before,
      play.releases[world.state.environments[served ?? ""]?.digest ?? ""] ?? null,
    );
    const again = await scene.run(last, "refused");
    scene.see(`a second try is refused: ${again.result.message}`, again.result.reason_code === "quarantined");
  });
}

function seeTold(play: Play, scene: Scene, stage: Stage): void {
  const notice = play.receiver.list().findLast((one) => one.event === "rolled-back");
  const right = notice?.stage === stage.name && notice.signed && notice.administrators.includes(PERSON.email);
  scene.see(
    `${notice?.administrators.join(", ") || "nobody"} was told, signed: “${notice?.headline ?? "nothing"}”`,
    right,
  );
}
