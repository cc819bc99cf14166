import type { Change, EnvironmentSpec, Stage } from "@sluice/core";
import { hostOf } from "@sluice/core";
import type { TrainPorts } from "../ports.ts";

/** What a deployment is about: one artifact of one change, in one stage. */
export interface Subject {
  readonly app: string;
  readonly stage: Stage;
  readonly environment: string;
  readonly commit: string;
  readonly change: Change | null;
  readonly repository: string;
  readonly digest: string;
  readonly url: string | null;
  readonly purpose: "deploy" | "rollback";
  /** The change's branch may skip the stage before. */
  readonly hotfix: boolean;
}

/** The facts that the environment itself, hooks and tests get as variables. */
export function variablesOf(subject: Subject): Record<string, string> {
  const { change, stage } = subject;
  return {
    SLUICE_APP: subject.app,
    SLUICE_STAGE: stage.name,
    SLUICE_ENVIRONMENT: subject.environment,
    SLUICE_COMMIT: subject.commit,
    SLUICE_DIGEST: subject.digest,
    SLUICE_IMAGE: `${subject.repository}@${subject.digest}`,
    SLUICE_HOST: hostOf(subject.url) ?? "",
    SLUICE_PUBLIC_URL: subject.url ?? "",
    SLUICE_CHANGE: change === null ? "" : String(change.number),
  };
}

export function specOf(
  ports: Pick<TrainPorts, "resolve">,
  subject: Subject,
  generation: number,
): EnvironmentSpec {
  return {
    app: subject.app,
    stage: subject.stage.name,
    environment: subject.environment,
    generation,
    repository: subject.repository,
    digest: subject.digest,
    host: hostOf(subject.url),
    variables: { ...ports.resolve(subject.stage.variables), ...variablesOf(subject) },
  };
}

/** For people: `PR 42 (a1b2c3d4)`. */
export function nameOf(subject: Pick<Subject, "change" | "commit">): string {
  const commit = subject.commit.slice(0, 8);
  return subject.change === null ? `push ${commit}` : `PR ${subject.change.number} (${commit})`;
}
