import { z } from "zod";
import { artifactSchema } from "./artifact.ts";
import { command, duration } from "./fields.ts";
import { notifySchema } from "./notify.ts";
import { refuseUserinfo } from "./secret.ts";
import { settle } from "./settle.ts";
import { STAGE_NAME, stageSchema } from "./stage.ts";
import { SUITE_NAME, suiteSchema } from "./suite.ts";
import { targetSchema } from "./target.ts";

const hook = z
  .union(
    [
      command("Run where Sluice runs, in the repository"),
      z.strictObject({
        service: z.string().min(1).meta({ description: "The service of the environment in which it runs" }),
        command: command("What runs there"),
      }),
    ],
    { error: "must be a command (a text or a list of words) or { service, command }" },
  )
  .transform((given) => (Array.isArray(given) ? { service: null, command: given } : given));

function hooks(description: string) {
  return z.array(hook).default([]).meta({ description });
}

const statuses = z
  .union([z.int(), z.string()], { error: "must be a status such as 200, or a range such as 200-399" })
  .transform((given, ctx) => {
    const match = /^([1-5]\d\d)(?:-([1-5]\d\d))?$/.exec(String(given));
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (match !== null && from <= to) return { from, to };
    ctx.addIssue({ code: "custom", message: "must be a status such as 200, or a range such as 200-399" });
    return z.NEVER;
  });

const health = z.strictObject({
  path: z
    .string()
    .regex(/^\/[^\s#]*$/, { error: "must be a path that begins with /" })
    .default("/")
    .meta({ description: "The path that tells whether an environment is healthy" }),
  timeout: duration("How long an environment may take to become healthy").prefault("120s"),
  interval: duration("How long to wait between two probes").prefault("250ms"),
  probe_timeout: duration("How long one probe may take").prefault("5s"),
  status: statuses.prefault("200-399").meta({ description: "Which statuses are healthy" }),
  consecutive: z
    .int()
    .min(1)
    .max(100)
    .default(1)
    .meta({ description: "How many healthy probes in a row it takes" }),
});

const ledger = z
  .strictObject({
    kind: z
      .enum(["git", "file"])
      .default("git")
      .meta({ description: "git: a ref of a git repository. file: a file on this machine" }),
    ref: z
      .string()
      .regex(/^refs\/(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)))[^\s~^:?*[\\]+[^\s~^:?*[\\/.]$/, {
        error: "must be a full ref, such as refs/sluice/shop/ledger",
      })
      .optional()
      .meta({ description: "The ref. Default: refs/sluice/<app>/ledger" }),
    branch: z
      .string()
      .min(1)
      .optional()
      .meta({ description: "A branch instead of ref, such as a protected one" }),
    remote: z
      .string()
      .min(1)
      .superRefine((value, ctx) => {
        const message = refuseUserinfo(value, "password");
        if (message !== null) ctx.addIssue({ code: "custom", message });
      })
      .optional()
      .meta({ description: "The remote, by name or address. Default: origin" }),
    path: z
      .string()
      .min(1)
      .optional()
      .meta({ description: "For kind file: the file (relative to the repository's root, or ~/…)" }),
  })
  .superRefine((given, ctx) => {
    const strange = given.kind === "file" ? (["ref", "branch", "remote"] as const) : (["path"] as const);
    for (const key of strange) {
      if (given[key] !== undefined)
        ctx.addIssue({ code: "custom", path: [key], message: `has no meaning where kind is ${given.kind}` });
    }
    if (given.kind === "file" && given.path === undefined)
      ctx.addIssue({ code: "custom", message: "needs path where kind is file" });
    if (given.ref !== undefined && given.branch !== undefined)
      ctx.addIssue({
        code: "custom",
        path: ["branch"],
        message: "cannot stand beside ref; keep one of them",
      });
  });

/** sluice.yml as people write it. */
export const fileSchema = z
  .strictObject({
    version: z.literal(1).meta({ description: "The version of this file's format" }),
    app: z
      .string()
      .regex(/^[^\p{Cc}\p{Cs}]*[^\s\p{Cc}\p{Cs}][^\p{Cc}\p{Cs}]*$/u, { error: "must be a name on one line" })
      .max(200)
      .meta({ description: "The application's name; environments are named after it" }),
    artifact: artifactSchema.meta({ description: "What is deployed, and how it is built" }),
    tests: z
      .record(
        z
          .string()
          .regex(SUITE_NAME, { error: "must be a suite's name: lower-case letters, digits, _ and -" }),
        suiteSchema,
      )
      .default({})
      .meta({ description: "Suites by name" }),
    stages: z
      .record(
        z.string().regex(STAGE_NAME, {
          error: "must be a stage's name: a letter, then at most 30 letters, digits and hyphens",
        }),
        stageSchema,
      )
      .refine((stages) => Object.keys(stages).length > 0, { error: "names no stage" })
      .meta({ description: "Stages by name, in the order in which releases flow through them" }),
    target: targetSchema.meta({ description: "Where environments run" }),
    health: health.prefault({}).meta({ description: "How an environment shows that it is healthy" }),
    hooks: z
      .strictObject({
        pre_deploy: hooks("Run before an environment is brought up, with SLUICE_* variables"),
        post_deploy: hooks("Run after an environment took its traffic"),
        pre_destroy: hooks("Run before an environment is destroyed"),
        post_destroy: hooks("Run after an environment was destroyed"),
      })
      .prefault({})
      .meta({ description: "Commands of your own at fixed points" }),
    notify: z.array(notifySchema).default([]).meta({ description: "Who is told of what" }),
    ledger: ledger.prefault({}).meta({ description: "Where the record of all deployments is kept" }),
    registry: z
      .strictObject({
        insecure: z
          .boolean()
          .default(false)
          .meta({ description: "Whether the registry is reached by http; for registries on this machine" }),
      })
      .prefault({})
      .meta({ description: "How the registry is reached" }),
  })
  .meta({ title: "sluice.yml", description: "How an application's changes flow through its stages" });

export type File = z.output<typeof fileSchema>;

/** sluice.yml as the verbs see it: every default filled in, durations in milliseconds, stages in order. */
export const configSchema = fileSchema.transform(settle);

export type Config = z.output<typeof configSchema>;
export type Stage = Config["stages"][number];
export type Suite = Config["tests"][number];
export type ArtifactConfig = Config["artifact"];
export type TargetConfig = Config["target"];
export type ProcessTargetConfig = Extract<TargetConfig, { kind: "process" }>;
export type ComposeTargetConfig = Extract<TargetConfig, { kind: "compose" }>;
export type HealthConfig = Config["health"];
export type HookConfig = Config["hooks"]["pre_deploy"][number];
export type NotifyConfig = Config["notify"][number];
export type LedgerConfig = Config["ledger"];
