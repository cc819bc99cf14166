import { expect, it } from "vitest";
import { BAD, EVENTS, GOOD } from "./report/story.fixture.ts";
import { timelineOf } from "./timeline.ts";

it("tells what was built, what serves, what went and why; a switch only where there is one hostname to switch", () => {
  const releases = { [GOOD]: "1.0.0", [BAD]: "1.1.0" };
  expect(timelineOf(EVENTS, releases, ["PROD"]).map(({ stage, text }) => `${stage ?? "-"} ${text}`)).toEqual([
    "- 1.0.0 was built: aaaaaaaaaaaa",
    "QA 1.0.0 serves as shop-qa-pr6",
    "PROD 1.0.0 serves as shop-prod-pr7",
    "QA shop-qa-pr6 was destroyed: promoted, PROD runs it",
    "PROD shop-prod-pr9 took the traffic from shop-prod-pr7",
    "PROD the traffic went back to shop-prod-pr7, which is 1.0.0",
    "PROD 1.1.0 is quarantined",
    "PROD shop-prod-pr9 was destroyed: rolled_back, /healthz answered 503",
  ]);
});
