const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const dayMs = 86_400_000;

export function timeText(iso: string): string {
  return time.format(new Date(iso));
}

export function exactText(iso: string): string {
  return exact.format(new Date(iso));
}

export function dayText(iso: string): string {
  return longDay.format(new Date(iso));
}

/** The time of today, the weekday of this week, else the day. */
export function briefText(iso: string, now = new Date()): string {
  const then = new Date(iso);
  if (then.toDateString() === now.toDateString()) return time.format(then);
  return now.getTime() - then.getTime() < 6 * dayMs ? weekday.format(then) : day.format(then);
}
