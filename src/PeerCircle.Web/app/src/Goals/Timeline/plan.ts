import type { Goal, Measure } from "@peercircle/sdk";
import { endOfDay } from "./entries.ts";

/** A straight piece of a plan, from a time and a value to another. */
export interface Leg {
  readonly from: number;
  readonly fromValue: number;
  readonly to: number;
  readonly toValue: number;
}

/** How the number was to go: what was followed, and of plans that were changed what was left of them. */
export interface Plan {
  readonly followed: readonly Leg[];
  readonly left: readonly Leg[];
}

interface Draft {
  readonly since: number;
  readonly measure: Measure;
  readonly targetOn: string;
}

/** Straight from where one was when the plan was made to its target on its day. */
export function planOf(goal: Goal): Plan {
  const followed: Leg[] = [];
  const left: Leg[] = [];
  let value: number | undefined;
  const drafts = draftsOf(goal);
  drafts.forEach((draft, index) => {
    if (draft.measure.kind !== "number") {
      value = undefined;
      return;
    }
    value ??= draft.measure.start;
    const leg = { from: draft.since, fromValue: value, to: Math.max(draft.since, endOfDay(draft.targetOn)), toValue: draft.measure.target };
    const until = drafts[index + 1]?.since;
    if (until === undefined || until >= leg.to) {
      followed.push(leg);
      value = leg.toValue;
      return;
    }
    value = valueAt(leg, until);
    if (until > leg.from) followed.push({ ...leg, to: until, toValue: value });
    left.push({ ...leg, from: until, fromValue: value });
  });
  return { followed, left };
}

/** The plans that there were, the first one first. Changes of one moment are one. */
function draftsOf(goal: Goal): readonly Draft[] {
  const drafts: Draft[] = [];
  let { measure, targetOn } = goal;
  let since = Infinity;
  for (const change of [...goal.changes].reverse()) {
    const at = Date.parse(change.at);
    if (at !== since) drafts.unshift({ since: at, measure, targetOn });
    since = at;
    if (change.field === "targetOn" && typeof change.from === "string") targetOn = change.from;
    else if (typeof change.from !== "string") measure = change.from;
  }
  return [{ since: Date.parse(goal.createdAt), measure, targetOn }, ...drafts];
}

function valueAt(leg: Leg, time: number): number {
  return leg.from === leg.to ? leg.toValue : leg.fromValue + ((leg.toValue - leg.fromValue) * (time - leg.from)) / (leg.to - leg.from);
}
