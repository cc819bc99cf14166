import { z } from "zod";

export const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

function moment(description: string) {
  return z.iso
    .datetime({
      offset: true,
      error: "must be a moment with its zone, such as 2026-12-24T00:00:00Z",
    })
    .meta({ description });
}

function timeOfDay(description: string) {
  return z
    .string()
    .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, {
      error: 'must be a time of day in quotes, "00:00" to "24:00"',
    })
    .meta({ description });
}

const between = z
  .strictObject({
    from: moment("When the freeze begins (ISO 8601 with its zone)"),
    to: moment("When it ends; this moment is free again"),
  })
  .refine((window) => Date.parse(window.from) < Date.parse(window.to), {
    path: ["to"],
    error: "must be after from",
  });

const weekly = z.strictObject({
  days: z.array(z.enum(WEEKDAYS)).min(1).meta({ description: "Days of the week on which the freeze begins" }),
  from: timeOfDay("When it begins on each of the days"),
  to: timeOfDay("When it ends; at or before from means on the following day"),
  zone: z
    .string()
    .refine(isZone, { error: "must be a time zone such as UTC or Europe/Berlin" })
    .default("UTC")
    .meta({ description: "The time zone that the times are meant in" }),
});

/** One entry of a stage's `freeze`. */
export const freezeSchema = z.union([between, weekly], {
  error: "must be { from, to } with two moments, or { days, from, to, zone }",
});

export type FreezeWindow = z.output<typeof freezeSchema>;

function isZone(zone: string): boolean {
  if (zone === "UTC") return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
