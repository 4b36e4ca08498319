// Days are `YYYY-MM-DD`, as the wire has them: of the owner's time zone, so that no time zone is applied to them again.

const dayMs = 86_400_000;
const long = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", timeZone: "UTC" });
const longOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const brief = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
const briefOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

/** The day that a time is in here. */
export function dayOfTime(time: string | number | Date): string {
  const here = new Date(time);
  return `${here.getFullYear()}-${two(here.getMonth() + 1)}-${two(here.getDate())}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

export function thisDay(now: number = Date.now()): string {
  return dayOfTime(now);
}

/** Whole days from one to another; negative when that is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

export function plusDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
}

/** "18 December"; with its year when that is not this one. */
export function dayWords(day: string, today = thisDay()): string {
  return (day.slice(0, 4) === today.slice(0, 4) ? long : longOfYear).format(Date.parse(day));
}

/** "18 Dec"; with its year when that is not this one. */
export function briefDay(day: string, today = thisDay()): string {
  return (day.slice(0, 4) === today.slice(0, 4) ? brief : briefOfYear).format(Date.parse(day));
}

/** "today", "in 25 days", "3 days ago". */
export function daysAhead(day: string, today = thisDay()): string {
  return relative.format(daysBetween(today, day), "day");
}

/** The last day of what ends at a time; what ends at midnight ends with the day before. */
export function lastDayOf(end: string): string {
  return dayOfTime(Date.parse(end) - 1);
}
