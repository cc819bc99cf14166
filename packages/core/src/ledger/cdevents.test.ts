import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CDEVENTS, component } from "@sluice/testing/components";
import { arbitraryEvent } from "@sluice/testing/ledger/arbitrary";
import { claim } from "@sluice/testing/ledger/contract";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CDEvent, toCDEvents } from "./cdevents.ts";
import type { LedgerEvent } from "./events.ts";
import { fold } from "./evolve.ts";
import { emptyState } from "./state.ts";

const digest = `sha256:${"b".repeat(64)}`;
const packaged = {
  ...{ v: 1, seq: 1, at: "2026-07-14T08:00:00.000Z", by: "ann", run: null },
  ...{
    type: "artifact.packaged",
    digest,
    key: "k1",
    kind: "image",
    repository: "registry.example.com/acme/Shop",
  },
} as LedgerEvent;
const before = fold(emptyState, [packaged]);
const context = { app: "shop", source: "/sluice/shop", before };

function validator(): (event: CDEvent) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (formats as unknown as (ajv: Ajv2020) => void)(ajv);
  const byType = new Map<string, string>();
  const read = (path: string) => JSON.parse(readFileSync(join(CDEVENTS, path), "utf8"));
  for (const name of readdirSync(join(CDEVENTS, "links"))) ajv.addSchema(read(`links/${name}`));
  for (const name of readdirSync(CDEVENTS).filter((file) => file.endsWith(".json"))) {
    const schema = read(name);
    ajv.addSchema(schema);
    byType.set(schema.properties.context.properties.type.enum[0], schema.$id);
  }
  return (event) => {
    const id = byType.get(event.context.type);
    if (id === undefined) return [`there is no type ${event.context.type}`];
    const validate = ajv.getSchema(id)!;
    return validate(event)
      ? []
      : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}

describe.skipIf(!component("cdevents").available)(
  "against the schemas of CDEvents 0.5.1 [needs cdevents]",
  () => {
    test("every event of every type validates, or is a tool's own", () => {
      const problems = validator();
      fc.assert(
        fc.property(arbitraryEvent, fc.boolean(), (event, known) => {
          const events = toCDEvents(event, known ? context : { ...context, before: emptyState });
          expect(events.length).toBeGreaterThan(0);
          for (const one of events) {
            if (!one.context.type.startsWith("dev.cdeventsx.")) expect(problems(one)).toEqual([]);
          }
        }),
        { numRuns: 1000 },
      );
    });

    test("and one that lacks what the vocabulary requires does not", () => {
      const [event] = toCDEvents(packaged, context);
      expect(validator()({ ...event!, subject: { ...event!.subject, content: {} } })).not.toEqual([]);
    });
  },
);

test("tools' own events have the form that is reserved for them", () => {
  fc.assert(
    fc.property(arbitraryEvent, (event) => {
      for (const { context: head, subject } of toCDEvents(event, context)) {
        expect(head.type).toMatch(
          /^dev\.(?:cdevents\.[a-z]+|cdeventsx\.sluice-[a-z]+)\.[a-z]+\.\d+\.\d+\.\d+$/,
        );
        expect(subject.id).not.toBe("");
      }
    }),
  );
});

test("artifacts are package URLs, with the repository that the ledger knows", () => {
  const id = `pkg:oci/shop@sha256%3A${"b".repeat(64)}?repository_url=registry.example.com%2Facme%2FShop`;
  expect(toCDEvents(packaged, context)[0]?.subject.id).toBe(id);
  const deployed = {
    ...claim(7, "shop-qa-pr7"),
    type: "service.deployed",
    generation: 6,
  } as unknown as LedgerEvent;
  expect(toCDEvents(deployed, context)[0]?.subject.content).toEqual({
    environment: { id: "shop-qa-pr7" },
    artifactId: id,
  });
});

test("ids follow from the ledger alone; a deleted environment takes its service with it", () => {
  const { v, seq, at, by, run } = claim(9, "shop-qa-pr9");
  const event: LedgerEvent = {
    ...{ v, seq, at, by, run },
    ...{ type: "environment.deleted", environment: "shop-qa-pr9", stage: "QA" },
  };
  const events = toCDEvents(event, context);
  expect(events.map((one) => [one.context.id, one.context.type, one.subject.id])).toEqual([
    ["shop-9", "dev.cdevents.environment.deleted.0.3.0", "shop-qa-pr9"],
    ["shop-9-2", "dev.cdevents.service.removed.0.3.0", "shop"],
  ]);
  expect(toCDEvents(event, context)).toEqual(events);
});

test("what the vocabulary has no field for is kept", () => {
  const [created] = toCDEvents(claim(3, "shop-qa-pr3"), context);
  expect(created?.subject.content).toEqual({ name: "shop-qa-pr3", uri: "https://pr-3.qa.example.com" });
  expect(created?.customData).toMatchObject({ seq: 3, by: "ann", commit: "a".repeat(40), stage: "QA" });
});
