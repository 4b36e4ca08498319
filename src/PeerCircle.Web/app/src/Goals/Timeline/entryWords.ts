import type { Goal, GoalChange, Measure } from "@peercircle/sdk";
import { goals as words } from "../../texts/goals.ts";
import { briefDay, dayOfTime, dayWords } from "../days.ts";
import { measureText, valueText } from "../words.ts";
import type { Entry, Pause } from "./entries.ts";

/** The day of an entry; of a rest both. */
export function entryDay(entry: Entry): string {
  if (entry.kind === "target") return briefDay(entry.day);
  if (entry.kind === "planned") return briefDay(entry.milestone.dueOn);
  const day = briefDay(dayOfTime(entry.at));
  if (entry.kind !== "pause") return day;
  const last = briefDay(endOf(entry.pause));
  return last === day ? day : words.days(day, last);
}

/** The day a rest is over, as planned or as it was. */
export function endOf(pause: Pause): string {
  return pause.endedAt === undefined ? pause.until : dayOfTime(Date.parse(pause.endedAt) - 1);
}

/** What happened, in a word or two. */
export function entryTitle(entry: Entry): string {
  switch (entry.kind) {
    case "checkIn": return words.statuses[entry.checkIn.status];
    case "milestone": return words.milestoneReached(entry.milestone.title);
    case "planned": return words.planned(entry.milestone.title);
    case "target": return words.targetAt;
    case "change": return changeTitle(entry.change);
    case "pause": return words.states.paused;
    case "begun": return words.begun;
    case "achieved": return words.states.achieved;
    case "letGo": return words.states.letGo;
  }
}

/** More about it. */
export function entryNotes(entry: Entry): readonly string[] {
  switch (entry.kind) {
    case "checkIn":
      return [
        ...(entry.checkIn.late ? [words.late] : []),
        ...entry.reached.map(({ title }) => words.milestoneReached(title)),
        ...(entry.checkIn.note === undefined ? [] : [entry.checkIn.note]),
      ];
    case "change": return [words.changedFromTo(changeText(entry.change.from), changeText(entry.change.to)), entry.change.reason];
    default: return [];
  }
}

/** All of it in a sentence, for those who listen. */
export function entrySentence(entry: Entry, goal: Goal): string {
  const value = entryValue(entry, goal.measure);
  return words.pointText(entryDay(entry), [entryTitle(entry), ...(value === undefined ? [] : [valueText(value, goal.measure)]), ...entryNotes(entry)]);
}

/** The number that was reported, or is to be reached. */
export function entryValue(entry: Entry, measure: Measure): number | undefined {
  if (measure.kind !== "number") return undefined;
  return entry.kind === "checkIn" ? entry.checkIn.value : entry.kind === "target" ? measure.target : undefined;
}

export function changeTitle(change: GoalChange): string {
  if (change.field !== "targetOn") return words.measureChanged;
  return change.easier ? words.laterDate : words.earlierDate;
}

/** A side of a change: a day, or a measure. */
export function changeText(side: string | Measure): string {
  return typeof side === "string" ? dayWords(side) : measureText(side);
}
