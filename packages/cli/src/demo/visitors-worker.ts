/**
 * The visitors: a steady stream of requests to one hostname, in a thread of their own, so that what the train is busy
 * with does not hold them up. They begin to count with the first good answer, and go on until they are told to stop.
 */
import { Agent, type IncomingMessage, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import { createTally, type Visit } from "./visits.ts";

export interface VisitorsPlan {
  /** Base URL of the edge. */
  readonly address: string;
  readonly host: string;
  readonly path: string;
  /** Requests a second. */
  readonly rate: number;
  /** Which statuses are good. */
  readonly status: { readonly from: number; readonly to: number };
  /** The stage that every answer must name, with its version; null for an application that does not say. */
  readonly stage: string | null;
}

const plan = workerData as VisitorsPlan;
const FRESH_EVERY = 10;
const TICK_MS = 5;
const TELL_MS = 100;
const TIMEOUT_MS = 10_000;
/** After a pause of the whole machine the visits that were due are not made up for all at once. */
const MOST_AT_ONCE = 10;

const kept = new Agent({ keepAlive: true, maxSockets: 32 });
const tally = createTally(plan.host);
let asked = 0;
let underway = 0;
let stopped = false;

parentPort!.once("message", () => {
  stopped = true;
});
await untilServed();
const began = performance.now();
const ticking = setInterval(tick, TICK_MS);
const telling = setInterval(tell, TELL_MS);

function tick(): void {
  if (stopped) {
    if (underway > 0) return;
    clearInterval(ticking);
    clearInterval(telling);
    tell();
    parentPort!.postMessage("ended");
    kept.destroy();
    return;
  }
  const due = Math.floor(((performance.now() - began) * plan.rate) / 1000);
  if (due - asked > MOST_AT_ONCE) asked = due - MOST_AT_ONCE;
  for (; asked < due; asked++) {
    underway++;
    void visit(asked % FRESH_EVERY === 0).then((done) => {
      underway--;
      tally.add(done);
    });
  }
}

function tell(): void {
  parentPort!.postMessage(tally.read());
}

async function untilServed(): Promise<void> {
  while (!stopped && "wrong" in (await visit(true))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function visit(fresh: boolean): Promise<Visit> {
  const at = Date.now();
  const start = performance.now();
  return new Promise((resolve) => {
    const wrong = (what: string) => resolve({ at, fresh, wrong: what });
    const sent = request(
      `${plan.address}${plan.path}`,
      { agent: fresh ? false : kept, headers: { host: plan.host }, timeout: TIMEOUT_MS },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("error", (error) => wrong(`the answer broke off: ${error.message}`));
        response.on("end", () => {
          const judged = judge(response, text);
          if ("wrong" in judged) wrong(judged.wrong);
          else resolve({ at, ms: performance.now() - start, fresh, by: judged.by });
        });
      },
    );
    sent.on("timeout", () => sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)));
    sent.on("error", (error) => wrong(error.message));
    sent.end();
  });
}

function judge(
  { statusCode = 0 }: IncomingMessage,
  text: string,
): { readonly by: string | null } | { readonly wrong: string } {
  if (statusCode < plan.status.from || statusCode > plan.status.to)
    return { wrong: `answered ${statusCode}` };
  if (plan.stage === null) return { by: null };
  try {
    const { stage, version } = JSON.parse(text) as { stage?: unknown; version?: unknown };
    if (stage === plan.stage && typeof version === "string") return { by: version };
  } catch {
    // told below
  }
  return { wrong: `answered something else: ${text.slice(0, 80)}` };
}
