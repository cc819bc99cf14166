import { expect, test } from "vitest";
import type { FreezeWindow } from "../config/freeze.ts";
import { isFrozen } from "./freeze.ts";

const holidays: FreezeWindow = { from: "2026-12-24T00:00:00+01:00", to: "2026-12-27T00:00:00+01:00" };
const friday: FreezeWindow = { days: ["Fri"], from: "16:00", to: "24:00", zone: "UTC" };
const night: FreezeWindow = { days: ["Sat"], from: "22:00", to: "06:00", zone: "UTC" };
const allSunday: FreezeWindow = { days: ["Sun"], from: "00:00", to: "24:00", zone: "UTC" };
const berlin: FreezeWindow = { days: ["Fri"], from: "16:00", to: "18:00", zone: "Europe/Berlin" };
const midnight: FreezeWindow = { days: ["Fri"], from: "00:00", to: "01:00", zone: "Asia/Tokyo" };

// 2026-10-30 is a Friday; Berlin's clocks are set back on 2026-10-25.
test.each<[string, FreezeWindow, string, boolean]>([
  ["before the holidays", holidays, "2026-12-23T22:59:59.999Z", false],
  ["as they begin", holidays, "2026-12-23T23:00:00Z", true],
  ["as they end", holidays, "2026-12-26T23:00:00Z", false],
  ["Friday before four", friday, "2026-10-30T15:59:59Z", false],
  ["Friday at four", friday, "2026-10-30T16:00:00Z", true],
  ["the last moment of Friday", friday, "2026-10-30T23:59:59Z", true],
  ["Saturday at midnight", friday, "2026-10-31T00:00:00Z", false],
  ["Thursday evening", friday, "2026-10-29T17:00:00Z", false],
  ["Saturday night", night, "2026-10-31T22:00:00Z", true],
  ["its small hours", night, "2026-11-01T05:59:00Z", true],
  ["the morning after", night, "2026-11-01T06:00:00Z", false],
  ["Saturday's own small hours", night, "2026-10-31T05:00:00Z", false],
  ["Sunday", allSunday, "2026-11-01T12:00:00Z", true],
  ["Monday", allSunday, "2026-11-02T00:00:00Z", false],
  ["Berlin in winter", berlin, "2026-10-30T15:00:00Z", true],
  ["Berlin in winter, too early", berlin, "2026-10-30T14:59:00Z", false],
  ["Berlin in summer", berlin, "2026-10-23T14:00:00Z", true],
  ["Berlin in summer, over", berlin, "2026-10-23T16:00:00Z", false],
  ["Tokyo's Friday, still Thursday in UTC", midnight, "2026-10-29T15:00:00Z", true],
])("%s", (_, window, now, frozen) => {
  expect(isFrozen({ freeze: [window] }, Date.parse(now))).toBe(frozen);
});

test("any of several windows freezes; none does not", () => {
  const now = Date.parse("2026-10-30T17:00:00Z");
  expect(isFrozen({ freeze: [holidays, friday] }, now)).toBe(true);
  expect(isFrozen({ freeze: [] }, now)).toBe(false);
});
