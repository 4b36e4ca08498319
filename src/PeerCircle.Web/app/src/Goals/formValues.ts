import type { Cadence, Measure, NewMilestone, Share } from "@peercircle/sdk";
import { textOf } from "../parts/Form.tsx";

// What the fields of `GoalFields` say. They are named as the wire names what is wrong with them.

export function measureOf(values: FormData): Measure {
  if (textOf(values, "measure") !== "number") return { kind: "done" };
  const unit = textOf(values, "measure.unit");
  return { kind: "number", start: Number(textOf(values, "measure.start")), target: Number(textOf(values, "measure.target")), ...(unit === "" ? {} : { unit }) };
}

export function cadenceOf(values: FormData): Cadence {
  const every = textOf(values, "cadence");
  return { every: every === "day" || every === "month" ? every : "week" };
}

export function shareOf(values: FormData): Share {
  return { circleIds: stringsOf(values, "share"), memberIds: stringsOf(values, "member"), network: values.get("network") !== null };
}

/** Rows that say nothing at all are left out. */
export function milestonesOf(values: FormData): NewMilestone[] {
  const [ids, titles, days] = [stringsOf(values, "milestones.id"), stringsOf(values, "milestones.title"), stringsOf(values, "milestones.dueOn")];
  return titles.flatMap((title, index) => {
    const [id, dueOn] = [ids[index] ?? "", days[index] ?? ""];
    if (title === "" && dueOn === "") return [];
    return [{ title, dueOn, ...(id === "" ? {} : { id }) }];
  });
}

export function stringsOf(values: FormData, name: string): string[] {
  return values.getAll(name).map((value) => (typeof value === "string" ? value.trim() : ""));
}

export function isSameMeasure(one: Measure, other: Measure): boolean {
  if (one.kind === "done" || other.kind === "done") return one.kind === other.kind;
  return one.start === other.start && one.target === other.target && (one.unit ?? "") === (other.unit ?? "");
}
