import { z } from "zod";
import { problemsOfTemplate, render } from "../model/render.ts";
import { duration, orNull, share, variables } from "./fields.ts";
import { freezeSchema } from "./freeze.ts";
import { refuseUserinfo } from "./secret.ts";

export const STAGE_NAME = /^[A-Za-z][A-Za-z0-9-]{0,30}$/;

const branch = z
  .string()
  .min(1)
  .refine((name) => !/[\s~^:?*[\\\0]|\.\.|^[-/]|\/$|@\{/.test(name), { error: "must be a branch's name" });

const url = z
  .string()
  .superRefine((template, ctx) => {
    for (const message of problemsOfUrl(template)) ctx.addIssue({ code: "custom", message });
  })
  .optional()
  .transform(orNull)
  .meta({
    description:
      "The stage's public address. {number}, {sha} and {slug} give each environment its own, {app} and {stage} may stand in it; without the first three it is shared and moves from release to release",
  });

function problemsOfUrl(template: string): string[] {
  const problems = problemsOfTemplate(template);
  if (problems.length > 0) return problems;
  const sample = render(template, { app: "a", stage: "b", number: "1", sha: "0a1b2c3d4e5f", slug: "c" });
  if (!URL.canParse(sample) || !/^https?:\/\/[^/]/i.test(sample)) return ["must be an http or https address"];
  const secret = refuseUserinfo(sample, "any");
  if (secret !== null) return [secret];
  const { search, hash, hostname } = new URL(sample);
  if (search !== "" || hash !== "") return ["must have no ? and no #"];
  return /^[a-z0-9.-]+$/.test(hostname) ? [] : ["must have a host name of letters, digits, dots and hyphens"];
}

/** One entry of `stages`, before what depends on its place in the list is filled in (see settle.ts). */
export const stageSchema = z.strictObject({
  branch: branch
    .optional()
    .meta({ description: "The branch whose merges come here. Default: the stage's name" }),
  url,
  from: z
    .string()
    .optional()
    .meta({ description: "The stage that releases come from. Default: the one before it in the file" }),
  trigger: z
    .enum(["merge", "manual"])
    .default("merge")
    .meta({ description: "merge: a merge deploys. manual: an administrator's act deploys what is ready" }),
  keep: z
    .strictObject({
      newest: z.int().min(1).max(1000).default(1).meta({
        description: "How many of the newest verified environments stay",
      }),
      for: duration("After how long an environment expires; without it none does")
        .optional()
        .transform(orNull),
    })
    .prefault({})
    .meta({ description: "What stays in the stage when newer environments come" }),
  strategy: z.enum(["replace", "blue-green", "canary"]).optional().meta({
    description:
      "How a new release takes the place of the old one. Default: blue-green where the address is shared, else replace",
  }),
  bake: duration(
    "How long a release is watched after it took the traffic. Default: 60s in the last stage, else 0s",
  ).optional(),
  require: z
    .array(z.string())
    .default([])
    .meta({ description: "Suites, from tests, that must have passed before a release is verified here" }),
  administrators: z
    .array(
      z.string().regex(/^(?:@[\w.-]+(?:\/[\w.-]+)*|[^\s@]+@[^\s@]+)$/, {
        error: "must be @user, @organisation/team or an e-mail address",
      }),
    )
    .default([])
    .meta({ description: "Who may promote, approve and roll back here, and is told what happens" }),
  approvals: z
    .strictObject({
      count: z.int().min(0).max(100).default(0).meta({ description: "How many administrators must approve" }),
      author: z
        .boolean()
        .default(false)
        .meta({ description: "Whether the change's own author may be one of them" }),
    })
    .prefault({})
    .meta({ description: "What a promotion into this stage needs" }),
  freeze: z.array(freezeSchema).default([]).meta({
    description:
      "When nothing is deployed here: moments ({ from, to }) or times of the week ({ days, from, to, zone })",
  }),
  hotfix: z.array(z.string().min(1)).optional().meta({
    description:
      'Source branches (* stands for any text) that may skip the stage before. Default: ["hotfix/*"] in the last stage, else none',
  }),
  variables: variables(
    "Environment variables of this stage's environments; $NAME takes the value of a variable of the job",
  ),
  slo: z
    .strictObject({
      error_rate: share("Greatest share of failed requests, from 0 to 1").optional().transform(orNull),
      p95_ms: z.number().positive().optional().transform(orNull).meta({
        description: "Greatest 95th percentile of response times, in milliseconds",
      }),
    })
    .optional()
    .transform(orNull)
    .meta({ description: "What must hold while a release is watched; else the traffic returns" }),
  lease: duration("How long a run's claim on an environment holds without being renewed").prefault("15m"),
  wait: duration("How long a run waits while another one holds the stage").prefault("30m"),
});
