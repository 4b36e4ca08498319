const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: "short" });
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const longDay = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const longDayOfYear = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const fullDay = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const dayMs = 86_400_000;

export function timeText(iso: string): string {
  return time.format(new Date(iso));
}

export function exactText(iso: string): string {
  return exact.format(new Date(iso));
}

/** Today and yesterday as one says it, else the day; with its year when that is not this one. */
export function dayText(iso: string, today: string): string {
  const then = new Date(iso);
  const now = new Date(today);
  const days = Math.round((new Date(then.toDateString()).getTime() - now.getTime()) / dayMs);
  if (days === 0 || days === -1) return inSentenceCase(relative.format(days, "day"));
  return (then.getFullYear() === now.getFullYear() ? longDay : longDayOfYear).format(then);
}

function inSentenceCase(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const minuteMs = 60_000;
const hourMs = 3_600_000;

/** How long ago, as one says it: minutes, hours, else the day. */
export function agoText(iso: string, now = Date.now()): string {
  const ms = now - Date.parse(iso);
  if (ms < hourMs) return relative.format(-Math.max(0, Math.floor(ms / minuteMs)), "minute");
  return ms < dayMs ? relative.format(-Math.floor(ms / hourMs), "hour") : day.format(new Date(iso));
}

/** The day, with its year. */
export function dayOf(iso: string): string {
  return fullDay.format(new Date(iso));
}

/** The time of today, the weekday of this week, else the day. */
export function briefText(iso: string, now = new Date()): string {
  const then = new Date(iso);
  if (then.toDateString() === now.toDateString()) return time.format(then);
  return now.getTime() - then.getTime() < 6 * dayMs ? weekday.format(then) : day.format(then);
}

const month = new Intl.DateTimeFormat(undefined, { month: "long" });
const monthOfYear = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric" });
const short = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/** The month, with its year when that is not this one. */
export function monthText(iso: string, now = new Date()): string {
  const then = new Date(iso);
  return (then.getFullYear() === now.getFullYear() ? month : monthOfYear).format(then);
}

/** Day and time, short. */
export function shortText(iso: string): string {
  return short.format(new Date(iso));
}

/** What time it is there, where it differs from here. */
export function localTimeText(timeZone: string | undefined, now = new Date()): string | undefined {
  if (timeZone === undefined) return undefined;
  try {
    const there = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", timeZone }).format(now);
    return there === time.format(now) ? undefined : there;
  } catch {
    return undefined; // A zone that this browser does not know.
  }
}
