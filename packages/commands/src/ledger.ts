import {
  type Config,
  defineCommand,
  type Ending,
  type Ledger,
  type LedgerEvent,
  ledgerEvent,
  plainLine,
  type Reporter,
  SluiceError,
  suggest,
  text,
  verify,
} from "@sluice/core";
import { z } from "zod";
import { exportEvents, type OpenLines } from "./ledger-export.ts";

export interface LedgerPorts {
  readonly config: Config;
  readonly ledger: Ledger;
  readonly reporter: Reporter;
  /** Opens what an export is written to. */
  readonly openLines: OpenLines;
}

const outputs = z.object({
  events: z.number().meta({ description: "How many events were shown, verified or exported" }),
});

type LedgerOutputs = z.input<typeof outputs>;

const TYPES = ledgerEvent.options.map((option) => option.shape.type.value);

export const ledger = defineCommand({
  name: "ledger",
  summary: "Show the record of all deployments, verify it, or export it as CDEvents",
  changes: false,
  inputs: z.object({
    action: z.enum(["show", "verify", "export"]).meta({
      description:
        "show: the newest events; verify: fold all again and check the chain; export: CDEvents as JSON lines",
      type: "string",
      positional: true,
    }),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(20)
      .meta({ description: "How many events to show at the most", type: "string" }),
    environment: text("Show only events of this environment"),
    type: text("Show only events of this type, such as service.published"),
    out: text("The file that an export is written to; default: stdout"),
    source: text("Who emits the exported events, a URI or a path; default: /sluice/<app>"),
  }),
  outputs,
  async run(inputs, ports: LedgerPorts): Promise<Ending<LedgerOutputs>> {
    if (inputs.action === "verify") return verifyAll(ports);
    if (inputs.action === "export") {
      const { app } = ports.config;
      const source = inputs.source ?? `/sluice/${encodeURIComponent(app)}`;
      const events = await exportEvents(ports, { app, source, out: inputs.out ?? null });
      const message = `exported ${events} events of ${ports.ledger.place} to ${inputs.out ?? "stdout"}`;
      return { outcome: "done", reason: "ok", message, outputs: { events } };
    }
    return show(ports, inputs);
  },
});

async function verifyAll({ ledger }: LedgerPorts): Promise<Ending<LedgerOutputs>> {
  const { events, from, to } = await verify(ledger);
  const span = from === null ? "" : `, from ${from} to ${to},`;
  const message = `${ledger.place}: the chain of all ${events} events${span} holds, and they fold to the state that is stored`;
  return { outcome: "passed", reason: "ok", message, outputs: { events } };
}

async function show(
  { ledger, reporter }: LedgerPorts,
  wish: {
    readonly limit: number;
    readonly environment?: string | undefined;
    readonly type?: string | undefined;
  },
): Promise<Ending<LedgerOutputs>> {
  const type = wish.type === undefined ? null : checkedType(wish.type);
  let newest: LedgerEvent[] = [];
  for await (const event of ledger.events()) {
    if (type !== null && event.type !== type) continue;
    if (wish.environment !== undefined && !isAbout(event, wish.environment)) continue;
    newest.push(event);
    // Cut now and then only: cutting at each event would copy all of them each time.
    if (newest.length >= 2 * wish.limit) newest = newest.slice(-wish.limit);
  }
  const events = newest.slice(-wish.limit);
  for (const event of events) reporter.info(lineOf(event));
  const message = `${events.length} events of ${ledger.place}`;
  const reason = events.length === 0 ? "nothing_to_do" : "ok";
  return { outcome: "done", reason, message, outputs: { events: events.length }, details: { events } };
}

function checkedType(type: string): string {
  if ((TYPES as readonly string[]).includes(type)) return type;
  const meant = suggest(type, TYPES);
  const hint = meant === null ? "" : `; did you mean ${meant}?`;
  throw new SluiceError("input_invalid", `the ledger has no events of type ${JSON.stringify(type)}${hint}`, {
    advice: `Types are ${TYPES.join(", ")}.`,
  });
}

function isAbout(event: LedgerEvent, environment: string): boolean {
  return "environment" in event && event.environment === environment;
}

/** `17 2026-07-01T12:00:00.000Z service.published shop-prod-pr1 by ada@example.com`, and what else tells most. */
function lineOf(event: LedgerEvent): string {
  const about = "environment" in event && event.environment !== null ? event.environment : null;
  const stage = about === null && "stage" in event ? event.stage : null;
  const words = [event.seq, event.at, event.type, about ?? stage, detailOf(event), `by ${event.by}`];
  return plainLine(words.filter((word) => word !== null && word !== "").join(" "));
}

function detailOf(event: LedgerEvent): string {
  switch (event.type) {
    case "testsuiterun.finished":
      return `${event.suite}: ${event.outcome}`;
    case "environment.tombstoned":
      return `(${event.reason}: ${event.detail})`;
    case "service.rolledback":
      return `(from ${event.from}: ${event.reason})`;
    case "release.quarantined":
    case "release.cleared":
      return `${event.digest.slice(0, 19)} (${event.reason})`;
    case "incident.detected":
      return `(${event.message})`;
    case "notice.sent":
      return `${event.event} to ${event.channel}${event.delivered ? "" : ", not delivered"}`;
    default:
      return "";
  }
}
