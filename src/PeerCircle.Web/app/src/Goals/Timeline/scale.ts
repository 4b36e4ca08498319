import type { CheckInStatus, Goal } from "@peercircle/sdk";
import { isOpen, numberText } from "../words.ts";
import { endOfDay, type Entry } from "./entries.ts";
import { planOf } from "./plan.ts";

/** A line across, with what it stands for. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** From the first day to the last there is anything to show of. */
export function spanOf(goal: Goal, entries: readonly Entry[], now: number): readonly [number, number] {
  const from = Date.parse(goal.createdAt);
  const times = [endOfDay(goal.targetOn), ...entries.map(({ at }) => Date.parse(at))];
  if (isOpen(goal)) times.push(now);
  const first = Math.min(from, ...times);
  return [first, Math.max(first + 1, ...times)];
}

/** Where no number is measured, the three words of a check-in are the heights. */
const heights: Readonly<Record<CheckInStatus, number>> = { offTrack: 0, atRisk: 1, onTrack: 2 };

export function heightOf(status: CheckInStatus): number {
  return heights[status];
}

/** The lowest and the highest value. */
export function rangeOf(goal: Goal): readonly [number, number] {
  if (goal.measure.kind !== "number") return [0, 2];
  const { followed, left } = planOf(goal);
  const planned = [...followed, ...left].flatMap((leg) => [leg.fromValue, leg.toValue]);
  const values = [goal.measure.start, goal.measure.target, ...planned, ...goal.checkIns.flatMap(({ value }) => value ?? [])];
  return [Math.min(...values), Math.max(...values)];
}

/** Start, half way and target. */
export function valueTicks(goal: Goal, words: Readonly<Record<CheckInStatus, string>>): readonly Tick[] {
  if (goal.measure.kind !== "number") return (Object.keys(heights) as CheckInStatus[]).map((status) => ({ at: heights[status], text: words[status] }));
  const { start, target } = goal.measure;
  return [start, (start + target) / 2, target].map((at) => ({ at, text: numberText(Math.round(at * 100) / 100) }));
}

const dayMs = 86_400_000;
const dayAndMonth = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const month = new Intl.DateTimeFormat(undefined, { month: "short" });
const year = new Intl.DateTimeFormat(undefined, { year: "numeric" });

/** Days, weeks, months or years, so many that their names have room. */
export function timeTicks(from: number, to: number, most: number): readonly Tick[] {
  const days = (to - from) / dayMs;
  for (const step of [1, 2, 7, 14]) if (days / step <= most && days <= 60) return everyDays(from, to, step);
  for (const step of [1, 2, 3, 6]) if (days / 30 / step <= most) return everyMonths(from, to, step);
  return everyMonths(from, to, 12 * Math.ceil(days / 365 / most));
}

function everyDays(from: number, to: number, step: number): Tick[] {
  const ticks: Tick[] = [];
  const day = new Date(from);
  day.setHours(0, 0, 0, 0);
  for (day.setDate(day.getDate() + 1); day.getTime() <= to; day.setDate(day.getDate() + step)) ticks.push({ at: day.getTime(), text: dayAndMonth.format(day) });
  return ticks;
}

function everyMonths(from: number, to: number, step: number): Tick[] {
  const ticks: Tick[] = [];
  const first = new Date(from);
  for (const day = new Date(first.getFullYear(), first.getMonth() + 1, 1); day.getTime() <= to; day.setMonth(day.getMonth() + step)) {
    ticks.push({ at: day.getTime(), text: day.getMonth() === 0 || step >= 12 ? year.format(day) : month.format(day) });
  }
  return ticks;
}
