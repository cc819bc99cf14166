import { type FreezeWindow, WEEKDAYS, type Weekday } from "../config/freeze.ts";

const DAY_MINUTES = 24 * 60;

/** Whether nothing may be deployed to a stage now. `now` is milliseconds since the epoch. */
export function isFrozen(stage: { readonly freeze: readonly FreezeWindow[] }, now: number): boolean {
  return findFreeze(stage, now) !== null;
}

/** The first window that freezes a stage now; null where none does. A window's end is free again. */
export function findFreeze(
  stage: { readonly freeze: readonly FreezeWindow[] },
  now: number,
): FreezeWindow | null {
  return stage.freeze.find((window) => holds(window, now)) ?? null;
}

/**
 * Times of the week are what the clocks of the zone show, so a window may be an hour longer or shorter in the night
 * that they are changed.
 */
function holds(window: FreezeWindow, now: number): boolean {
  if (!("days" in window)) return Date.parse(window.from) <= now && now < Date.parse(window.to);
  const { day, minute } = wallClock(now, window.zone);
  const [from, to] = [minutesOf(window.from), minutesOf(window.to)];
  const today = window.days.includes(WEEKDAYS[day]!);
  if (from < to) return today && from <= minute && minute < to;
  const yesterday = window.days.includes(WEEKDAYS[(day + 6) % 7]!);
  return (today && from <= minute) || (yesterday && minute < to);
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return Math.min(DAY_MINUTES, hours! * 60 + minutes!);
}

/** Weekday (0 is Sunday) and minute of the day that clocks in a zone show. `Intl` is slow to load, and UTC needs none. */
function wallClock(now: number, zone: string): { readonly day: number; readonly minute: number } {
  if (zone === "UTC") {
    const date = new Date(now);
    return { day: date.getUTCDay(), minute: date.getUTCHours() * 60 + date.getUTCMinutes() };
  }
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return {
    day: WEEKDAYS.indexOf(parts.weekday as Weekday),
    minute: Number(parts.hour) * 60 + Number(parts.minute),
  };
}
