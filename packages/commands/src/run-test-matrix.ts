import {
  type Claim,
  defineCommand,
  type Ending,
  getStage,
  getSuite,
  list,
  type Suite,
  text,
} from "@sluice/core";
import { z } from "zod";
import { commitInput, digestInput, dryRun, stageInput } from "./inputs.ts";
import type { TrainPorts } from "./ports.ts";
import { endingOf } from "./train/failure.ts";
import { reachOf } from "./train/health.ts";
import { recordTest, whileHolding } from "./train/record.ts";
import { identifyMerge, recordedArtifact, subjectOf } from "./train/resolve-subject.ts";
import { type Subject, variablesOf } from "./train/subject.ts";

const outputs = z.object({
  digest: z.string().optional().meta({ description: "The artifact that was tested" }),
  passed: z.string().optional().meta({ description: "Suites that passed, separated by commas" }),
  failed: z.string().optional().meta({ description: "Suites that failed, separated by commas" }),
});

type TestOutputs = z.input<typeof outputs>;

export type TestPorts = Pick<
  TrainPorts,
  | "config"
  | "ledger"
  | "clock"
  | "random"
  | "people"
  | "runs"
  | "history"
  | "changes"
  | "target"
  | "exec"
  | "resolve"
  | "reporter"
>;

export const runTestMatrix = defineCommand({
  name: "run-test-matrix",
  summary: "Run a stage's test suites and record their results for the artifact",
  changes: true,
  inputs: z.object({
    stage: stageInput(),
    suites: list(
      "Suites to run; default: those that the stage requires and that are not yet known to have passed",
    ),
    needs: z.enum(["all", "nothing", "environment"]).default("all").meta({
      description: "nothing: only suites that need no environment; environment: only those that do",
      type: "string",
    }),
    url: text("Address for suites that need the environment; default: that of the environment itself"),
    commit: commitInput,
    digest: digestInput,
    dryRun,
  }),
  outputs,
  async run(inputs, ports: TestPorts): Promise<Ending<TestOutputs>> {
    const stage = getStage(ports.config, inputs.stage);
    const merge = await identifyMerge(ports, stage, inputs.commit ?? null);
    const { state } = await ports.ledger.read();
    const subject = subjectOf(ports.config.app, merge, recordedArtifact(state, merge, inputs.digest ?? null));
    const environment = state.environments[subject.environment];
    const held = environment?.holder?.run === ports.runs.current;
    const claim = held ? { environment: environment.name, generation: environment.generation } : null;
    const suites = chooseSuites(ports, subject, inputs);
    if (inputs.dryRun) {
      const message = `would run ${suites.map((suite) => suite.name).join(", ") || "nothing"}`;
      return { outcome: "passed", reason: "dry_run", message, outputs: { digest: subject.digest } };
    }
    return runSuites(ports, subject, {
      suites,
      claim,
      url: inputs.url ?? null,
      again: inputs.suites.length > 0,
    });
  },
});

/** The suites that are meant. Throws `input_invalid` for a name that sluice.yml does not have. */
export function chooseSuites(
  ports: Pick<TestPorts, "config">,
  subject: Pick<Subject, "stage">,
  wish: { readonly suites: readonly string[]; readonly needs: "all" | "nothing" | "environment" },
): readonly Suite[] {
  const names = wish.suites.length > 0 ? wish.suites : subject.stage.require;
  return names
    .map((name) => getSuite(ports.config, name))
    .filter(
      (suite) => wish.needs === "all" || (suite.needs === "environment") === (wish.needs === "environment"),
    );
}

/**
 * Runs suites one after another and records each result for the artifact's digest. A suite that is known to have
 * passed for this digest is not run again, unless it needs an environment of this stage or `again` asks for it.
 */
export async function runSuites(
  ports: TestPorts,
  subject: Subject,
  work: {
    readonly suites: readonly Suite[];
    readonly claim: Claim | null;
    readonly url: string | null;
    readonly again: boolean;
  },
): Promise<Ending<TestOutputs>> {
  const passed: string[] = [];
  const failed: string[] = [];
  let first: string | null = null;
  for (const suite of work.suites) {
    const { state } = await ports.ledger.read();
    const known = state.releases[subject.digest]?.tests[suite.name];
    if (known?.outcome === "success" && suite.needs === null && !work.again) {
      ports.reporter.info(`${suite.name} passed for this artifact at ${known.at}`);
      passed.push(suite.name);
      continue;
    }
    ports.reporter.step(`run-test-matrix ${suite.name}`);
    const run = () => runSuite(ports, subject, suite, work.url);
    const result = await whileHolding(ports, work.claim, subject.stage.lease, run);
    const recorded = await recordTest(ports, {
      digest: subject.digest,
      suite: suite.name,
      outcome: result.detail === null ? "success" : "failure",
      stage: subject.stage.name,
      environment: suite.needs === "environment" ? subject.environment : null,
      ms: result.ms,
      detail: result.detail,
    });
    if (!recorded.ok) return endingOf(recorded.failure, { digest: subject.digest });
    if (result.detail === null) passed.push(suite.name);
    else {
      failed.push(suite.name);
      first ??= `suite ${suite.name} failed: ${result.detail}${result.tail}`;
    }
  }
  const outputs = { digest: subject.digest, passed: passed.join(","), failed: failed.join(",") };
  if (first !== null) {
    return {
      outcome: "tests_failed",
      reason: "tests_failed",
      message: first,
      advice: "Mend it and merge the fix.",
      outputs,
    };
  }
  const message = passed.length === 0 ? "no suite to run" : `${passed.join(", ")} passed`;
  return { outcome: "passed", reason: passed.length === 0 ? "nothing_to_do" : "ok", message, outputs };
}

interface SuiteResult {
  readonly ms: number;
  /** Why it failed; null: it passed. */
  readonly detail: string | null;
  readonly tail: string;
}

async function runSuite(
  ports: TestPorts,
  subject: Subject,
  suite: Suite,
  url: string | null,
): Promise<SuiteResult> {
  const began = ports.clock.now();
  const address = suite.needs === null ? null : (url ?? (await findAddress(ports, subject.environment)));
  if (suite.needs === "environment" && address === null) {
    return { ms: 0, detail: `${subject.environment} has no address to test`, tail: "" };
  }
  let detail: string | null = null;
  let tail: string[] = [];
  for (let attempt = 0; attempt <= suite.retries; attempt++) {
    if (attempt > 0)
      ports.reporter.warning(`${suite.name}: ${detail}; trying again (${attempt} of ${suite.retries})`);
    tail = [];
    const result = await ports.exec.run(suite.command, {
      env: {
        ...variablesOf(subject),
        ...ports.resolve(suite.env),
        SLUICE_SUITE: suite.name,
        SLUICE_URL: address ?? "",
      },
      timeoutMs: suite.timeout,
      onLine: (line) => {
        ports.reporter.output(line);
        tail.push(line);
        if (tail.length > 20) tail.shift();
      },
    });
    detail = result.timedOut
      ? `it did not end within ${suite.timeout / 1000} s`
      : result.code === 0
        ? null
        : `exit code ${result.code}`;
    if (detail === null) break;
  }
  return { ms: ports.clock.now() - began, detail, tail: tail.map((line) => `\n  ${line}`).join("") };
}

async function findAddress(ports: Pick<TestPorts, "target">, environment: string): Promise<string | null> {
  const instance = await ports.target.find(environment);
  return instance === null ? null : reachOf(instance);
}
