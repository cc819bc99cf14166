import { expect, it } from "vitest";
import { wants } from "./notify.ts";

it.each<[string[], string[], boolean]>([
  [[], [], true],
  [["failed"], [], true],
  [["deployed"], [], false],
  [[], ["PROD"], true],
  [[], ["QA"], false],
  [["failed"], ["PROD"], true],
  [["failed"], ["QA"], false],
  [["deployed"], ["PROD"], false],
])("a channel for events %j of stages %j hears of a failure in PROD: %s", (on, stages, hears) => {
  expect(wants({ on, stages }, "PROD", "failed")).toBe(hears);
});
