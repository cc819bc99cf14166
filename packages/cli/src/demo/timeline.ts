import { type LedgerEvent, shortDigest } from "@sluice/core";

/** One milestone of the story, for a person. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly kind: "built" | "serves" | "switched" | "destroyed" | "bad";
  readonly stage: string | null;
  readonly text: string;
}

/**
 * What happened when, as the ledger's events tell it: what was built, what took traffic, what went and why.
 *
 * @param releases what people call the release of a digest
 * @param shared stages whose releases take turns behind one hostname
 */
export function timelineOf(
  events: readonly LedgerEvent[],
  releases: Readonly<Record<string, string>>,
  shared: readonly string[],
): readonly Moment[] {
  const graves = new Map<string, string>();
  const named = (digest: string | null) => (digest === null ? "" : (releases[digest] ?? shortDigest(digest)));
  const moments: Moment[] = [];
  for (const event of events) {
    const add = (kind: Moment["kind"], stage: string | null, text: string) =>
      moments.push({ at: Date.parse(event.at), kind, stage, text });
    switch (event.type) {
      case "artifact.packaged":
        add("built", null, `${named(event.digest)} was built: ${shortDigest(event.digest)}`);
        break;
      case "service.upgraded":
        if (event.previous !== null && shared.includes(event.stage))
          add("switched", event.stage, `${event.environment} took the traffic from ${event.previous}`);
        break;
      case "service.published":
        add("serves", event.stage, `${named(event.digest)} serves as ${event.environment}`);
        break;
      case "incident.detected":
        add("bad", event.stage, `${event.environment}: ${event.message}`);
        break;
      case "service.rolledback":
        add(
          "bad",
          event.stage,
          event.environment === null
            ? `${event.from} lost the traffic, and nothing served before`
            : `the traffic went back to ${event.environment}, which is ${named(event.digest)}`,
        );
        break;
      case "release.quarantined":
        add("bad", event.stage, `${named(event.digest)} is quarantined`);
        break;
      case "environment.tombstoned":
        graves.set(event.environment, `${event.reason}, ${event.detail}`);
        break;
      case "environment.deleted":
        add(
          "destroyed",
          event.stage,
          `${event.environment} was destroyed: ${graves.get(event.environment) ?? ""}`,
        );
        break;
      case "notice.sent":
        if (event.event === "rolled-back" && event.delivered && !event.channel.startsWith("terminal"))
          add("bad", event.stage, `the administrators were told by ${event.channel}`);
        break;
    }
  }
  return moments;
}

/** `+ 12.3 s` since the story began. */
export function sinceBegin(at: number, began: number): string {
  return `${(Math.max(0, at - began) / 1000).toFixed(1)} s`;
}
