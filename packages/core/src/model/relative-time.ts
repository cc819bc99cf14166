const UNITS = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/**
 * How long ago something was, in one unit: `3 min ago`, `in 2 h`, `now`.
 *
 * @param at ISO 8601
 * @param now milliseconds since the epoch
 */
export function relativeTime(at: string, now: number): string {
  const elapsed = now - Date.parse(at);
  if (Number.isNaN(elapsed)) return "at an unknown time";
  const unit = UNITS.find(([, ms]) => Math.abs(elapsed) >= ms);
  if (unit === undefined) return "now";
  const amount = `${Math.floor(Math.abs(elapsed) / unit[1])} ${unit[0]}`;
  return elapsed > 0 ? `${amount} ago` : `in ${amount}`;
}
