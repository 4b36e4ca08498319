import type { CheckIn, Goal, GoalChange, Milestone } from "@peercircle/sdk";
import { isOpen } from "../words.ts";

/** The end of a day as it is here: near enough for a place in a line. */
export function endOfDay(day: string): number {
  return new Date(`${day}T23:59:59`).getTime();
}

function timeOf(day: string): string {
  return new Date(endOfDay(day)).toISOString();
}

/** A rest, from day to day. */
export type Pause = Goal["pauses"][number];

/** What happened to a goal, and when: the same for the chart and for the table. */
export type Entry = { readonly id: string; readonly at: string } & (
  | { readonly kind: "begun" | "achieved" | "letGo" }
  | { readonly kind: "checkIn"; readonly checkIn: CheckIn; /** The latest known then. */ readonly value: number | undefined; readonly reached: readonly Milestone[] }
  | { /** Reached by itself, or still ahead. */ readonly kind: "milestone" | "planned"; readonly milestone: Milestone }
  | { readonly kind: "target"; readonly day: string }
  | { readonly kind: "change"; readonly change: GoalChange }
  | { readonly kind: "pause"; readonly pause: Pause }
);

/** All that happened and, as long as the goal is open, what is planned, the oldest first. A milestone reached with a check-in is part of it. */
export function entriesOf(goal: Goal): readonly Entry[] {
  const entries: Entry[] = [{ id: "begun", at: goal.createdAt, kind: "begun" }];
  const withCheckIn = new Set<string>();
  let value: number | undefined;
  for (const checkIn of goal.checkIns) {
    value = checkIn.value ?? value;
    const reached = goal.milestones.filter(({ reachedAt }) => reachedAt === checkIn.at);
    for (const { id } of reached) withCheckIn.add(id);
    entries.push({ id: checkIn.id, at: checkIn.at, kind: "checkIn", checkIn, value, reached });
  }
  for (const milestone of goal.milestones) {
    if (milestone.reachedAt !== undefined && !withCheckIn.has(milestone.id)) entries.push({ id: milestone.id, at: milestone.reachedAt, kind: "milestone", milestone });
  }
  for (const change of goal.changes) entries.push({ id: change.id, at: change.at, kind: "change", change });
  goal.pauses.forEach((pause, index) => entries.push({ id: `pause-${index}`, at: pause.from, kind: "pause", pause }));
  if (isOpen(goal)) {
    for (const milestone of goal.milestones) if (milestone.reachedAt === undefined) entries.push({ id: milestone.id, at: timeOf(milestone.dueOn), kind: "planned", milestone });
    entries.push({ id: "target", at: timeOf(goal.targetOn), kind: "target", day: goal.targetOn });
  }
  if (goal.achievedAt !== undefined) entries.push({ id: "achieved", at: goal.achievedAt, kind: "achieved" });
  if (goal.letGoAt !== undefined) entries.push({ id: "letGo", at: goal.letGoAt, kind: "letGo" });
  return entries.map((entry, index) => ({ entry, index })).sort((one, other) => Date.parse(one.entry.at) - Date.parse(other.entry.at) || one.index - other.index).map(({ entry }) => entry);
}
