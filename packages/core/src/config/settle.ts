import type { z } from "zod";
import { slug } from "../model/slug.ts";
import type { notifySchema } from "./notify.ts";
import type { File } from "./schema.ts";
import { isShared } from "./url.ts";

const LAST_BAKE_MS = 60_000;

/** Fills in what one key's default owes to another key, or to a stage's place in the list. */
export function settle(file: File) {
  const names = Object.keys(file.stages);
  return {
    version: file.version,
    app: file.app,
    artifact: settleArtifact(file),
    /** In the file's order. */
    tests: Object.entries(file.tests).map(([name, suite]) => ({ ...suite, name })),
    /** In the order in which releases flow. */
    stages: Object.entries(file.stages).map(([name, stage], place) => {
      const last = place === names.length - 1;
      return {
        ...stage,
        name,
        branch: stage.branch ?? name,
        /** Null for the first. */
        from: stage.from ?? names[place - 1] ?? null,
        strategy: stage.strategy ?? (isShared(stage) ? ("blue-green" as const) : ("replace" as const)),
        bake: stage.bake ?? (last ? LAST_BAKE_MS : 0),
        hotfix: stage.hotfix ?? (last ? ["hotfix/*"] : []),
      };
    }),
    target: file.target,
    health: file.health,
    hooks: file.hooks,
    notify: file.notify.map((entry) => settleNotify(entry, names)),
    ledger: settleLedger(file),
    registry: file.registry,
  };
}

function settleArtifact({ artifact, target }: File) {
  const { image, repository, ...rest } = artifact;
  const kind: "image" | "archive" = artifact.kind ?? (target.kind === "process" ? "archive" : "image");
  return {
    ...rest,
    kind,
    /** Without tag and digest, or `layout:PATH`. */
    repository: repository ?? image ?? "",
    /** Null for an archive. */
    dockerfile: kind === "image" ? artifact.dockerfile : null,
    platforms: artifact.platforms ?? (kind === "image" ? ["linux/amd64"] : []),
  };
}

function settleNotify(entry: z.output<typeof notifySchema>, names: readonly string[]) {
  const told = { on: entry.on, stages: entry.stages ?? [...names] };
  if (entry.slack !== undefined) return { kind: "slack" as const, url: entry.slack, ...told };
  if (entry.teams !== undefined) return { kind: "teams" as const, url: entry.teams, ...told };
  if (entry.discord !== undefined) return { kind: "discord" as const, url: entry.discord, ...told };
  if (entry.webhook !== undefined)
    return { kind: "webhook" as const, url: entry.webhook, secret: entry.secret ?? null, ...told };
  if (entry.email !== undefined) return { kind: "email" as const, ...entry.email, ...told };
  return { kind: "terminal" as const, ...told };
}

function settleLedger({ app, ledger }: File) {
  if (ledger.kind === "file") return { kind: "file" as const, path: ledger.path ?? "" };
  const ref =
    ledger.ref ??
    (ledger.branch === undefined ? `refs/sluice/${slug(app)}/ledger` : `refs/heads/${ledger.branch}`);
  return { kind: "git" as const, ref, remote: ledger.remote ?? "origin" };
}
