import type { CheckIn, Goal, Measure } from "@peercircle/sdk";
import { goals as words } from "../texts/goals.ts";

const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 4 });

export function numberText(value: number): string {
  return number.format(value);
}

/** Whether it may still be changed and checked in on. */
export function isOpen({ state }: Goal): boolean {
  return state === "active" || state === "paused" || state === "dormant";
}

/** A value of the goal with its unit. */
export function valueText(value: number, measure: Measure): string {
  const unit = measure.kind === "number" ? measure.unit : undefined;
  return unit === undefined ? numberText(value) : `${numberText(value)} ${unit}`;
}

export function measureText(measure: Measure): string {
  if (measure.kind === "done") return words.done;
  return words.fromTo(numberText(measure.start), valueText(measure.target, measure));
}

/** How far it is, in words. */
export function progressText(goal: Goal): string {
  const { measure, milestones } = goal;
  if (measure.kind === "number") {
    const value = goal.value ?? measure.start;
    return measure.start === 0 ? words.valueOf(numberText(value), valueText(measure.target, measure)) : words.valueFrom(valueText(value, measure), numberText(measure.start), numberText(measure.target));
  }
  if (goal.state === "achieved") return words.reached;
  if (milestones.length === 0) return goal.checkIns.length === 0 ? words.notBegun : words.checkInCount(goal.checkIns.length);
  return words.milestonesReached(milestones.filter(({ reachedAt }) => reachedAt !== undefined).length, milestones.length);
}

/** How far it is, 0–1; none where nothing tells. */
export function shareOfWay(goal: Goal): number | undefined {
  const { measure, milestones } = goal;
  if (goal.state === "achieved") return 1;
  if (measure.kind === "number") return Math.min(1, Math.max(0, ((goal.value ?? measure.start) - measure.start) / (measure.target - measure.start)));
  return milestones.length === 0 ? undefined : milestones.filter(({ reachedAt }) => reachedAt !== undefined).length / milestones.length;
}

export function lastCheckIn(goal: Goal): CheckIn | undefined {
  return goal.checkIns.at(-1);
}

const hourMs = 3_600_000;

/** Whether the open window has its check-in already. The wire does not say when it began; that is as long before its end as the cadence is, and for the first window later. */
export function isCheckedIn(goal: Goal): boolean {
  const last = lastCheckIn(goal);
  if (goal.nextCheckInAt === undefined || last === undefined || last.late) return false;
  const begin = new Date(goal.nextCheckInAt);
  if (goal.cadence.every === "month") begin.setMonth(begin.getMonth() - 1);
  else begin.setDate(begin.getDate() - (goal.cadence.every === "week" ? 7 : 1));
  const counted = Date.parse(goal.pauses.at(-1)?.endedAt ?? goal.createdAt);
  const isFirst = counted > begin.getTime() - 25 * hourMs;
  return Date.parse(last.at) >= (isFirst ? Math.min(counted, begin.getTime()) : begin.getTime());
}
