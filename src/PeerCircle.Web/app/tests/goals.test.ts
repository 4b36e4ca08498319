import type { CheckIn, Goal } from "@peercircle/sdk";
import { describe, expect, it } from "vitest";
import { daysBetween, lastDayOf, plusDays } from "../src/Goals/days.ts";
import { isSameMeasure, measureOf, milestonesOf } from "../src/Goals/formValues.ts";
import { entriesOf } from "../src/Goals/Timeline/entries.ts";
import { planOf } from "../src/Goals/Timeline/plan.ts";
import { timeTicks } from "../src/Goals/Timeline/scale.ts";
import { isCheckedIn, progressText, shareOfWay } from "../src/Goals/words.ts";

const number = { kind: "number", start: 0, target: 24, unit: "interviews" } as const;

function goal(parts: Partial<Goal> = {}): Goal {
  return {
    id: "g",
    ownerId: "m",
    title: "Interview 24 patients",
    state: "active",
    measure: number,
    milestones: [],
    targetOn: "2026-12-18",
    cadence: { every: "week" },
    share: { circleIds: [], memberIds: [], network: false },
    witnesses: [],
    checkIns: [],
    changes: [],
    pauses: [],
    createdAt: noon("2026-09-01"),
    ...parts,
  };
}

function noon(day: string): string {
  return new Date(`${day}T12:00:00`).toISOString();
}

function midnightAfter(day: string): string {
  return new Date(`${plusDays(day, 1)}T00:00:00`).toISOString();
}

function checkIn(day: string, parts: Partial<CheckIn> = {}): CheckIn {
  return { id: day, at: noon(day), status: "onTrack", late: false, ...parts };
}

describe("days", () => {
  it("are counted over the turn of a year and the end of summer time", () => {
    expect(plusDays("2026-12-30", 3)).toBe("2027-01-02");
    expect(daysBetween("2026-10-20", "2026-10-30")).toBe(10);
    expect(daysBetween("2026-10-30", "2026-10-20")).toBe(-10);
  });

  it("that end at midnight are the day before it", () => {
    expect(lastDayOf(midnightAfter("2026-09-08"))).toBe("2026-09-08");
  });
});

describe("how far a goal is", () => {
  it("is told by its number, also where that is to fall", () => {
    expect(progressText(goal({ value: 15 }))).toBe("15 of 24 interviews");
    expect(shareOfWay(goal({ value: 15 }))).toBeCloseTo(0.625);
    expect(shareOfWay(goal({ value: 80, measure: { kind: "number", start: 90, target: 70 } }))).toBeCloseTo(0.5);
    expect(shareOfWay(goal({ value: 99, measure: { kind: "number", start: 90, target: 70 } }))).toBe(0);
  });

  it("is told by milestones where nothing is counted, else not at all", () => {
    const done = goal({ measure: { kind: "done" } });
    expect(shareOfWay(done)).toBeUndefined();
    expect(shareOfWay({ ...done, milestones: [{ id: "a", title: "A", dueOn: "2026-10-01", reachedAt: noon("2026-09-20") }, { id: "b", title: "B", dueOn: "2026-11-01" }] })).toBe(0.5);
  });
});

describe("a window", () => {
  const open = goal({ nextCheckInAt: midnightAfter("2026-09-22") });

  it("has its check-in when that came after the one before ended, and not late", () => {
    expect(isCheckedIn(open)).toBe(false);
    expect(isCheckedIn({ ...open, checkIns: [checkIn("2026-09-15")] })).toBe(false);
    expect(isCheckedIn({ ...open, checkIns: [checkIn("2026-09-16")] })).toBe(true);
    expect(isCheckedIn({ ...open, checkIns: [checkIn("2026-09-16", { late: true })] })).toBe(false);
  });

  it("that is the first begins with the goal", () => {
    expect(isCheckedIn(goal({ nextCheckInAt: midnightAfter("2026-09-08"), checkIns: [checkIn("2026-09-01", { at: noon("2026-09-01") })] }))).toBe(true);
  });
});

describe("a timeline", () => {
  it("holds what happened and what is planned in the order of time, a milestone reached with a check-in as part of it", () => {
    const entries = entriesOf(
      goal({
        checkIns: [checkIn("2026-09-07", { value: 3 }), checkIn("2026-09-14", { status: "atRisk" })],
        milestones: [
          { id: "first", title: "First", dueOn: "2026-09-10", reachedAt: noon("2026-09-07") },
          { id: "half", title: "Half way", dueOn: "2026-10-30" },
        ],
        pauses: [{ from: noon("2026-09-10"), until: "2026-09-12", endedAt: noon("2026-09-12") }],
      }),
    );
    expect(entries.map(({ kind }) => kind)).toEqual(["begun", "checkIn", "pause", "checkIn", "planned", "target"]);
    expect(entries[1]).toMatchObject({ value: 3, reached: [{ id: "first" }] });
    expect(entries[3]).toMatchObject({ value: 3 });
  });

  it("of a goal that is over plans nothing", () => {
    expect(entriesOf(goal({ state: "letGo", letGoAt: noon("2026-09-20"), milestones: [{ id: "half", title: "Half way", dueOn: "2026-10-30" }] })).map(({ kind }) => kind)).toEqual(["begun", "letGo"]);
  });
});

describe("a plan", () => {
  it("goes straight from the start to the target", () => {
    const { followed, left } = planOf(goal());
    expect(followed).toMatchObject([{ fromValue: 0, toValue: 24 }]);
    expect(left).toEqual([]);
  });

  it("that is changed goes on from where it was, and what was left of it is told", () => {
    const { followed, left } = planOf(goal({ changes: [{ id: "c", at: noon("2026-11-09"), field: "targetOn", from: "2026-12-04", to: "2026-12-18", reason: "The clinic closes.", easier: true }] }));
    expect(followed).toHaveLength(2);
    expect(followed[0]?.toValue).toBe(followed[1]?.fromValue);
    expect(followed[1]).toMatchObject({ from: Date.parse(noon("2026-11-09")), toValue: 24 });
    expect(left).toMatchObject([{ from: Date.parse(noon("2026-11-09")), toValue: 24 }]);
    expect(left[0]?.to).toBeLessThan(followed[1]?.to ?? 0);
  });
});

describe("the names along time", () => {
  it("are never more than there is room for, from a day to years", () => {
    for (const days of [0.1, 1, 6, 20, 45, 100, 400, 3_000]) {
      for (const most of [2, 4, 9]) expect(timeTicks(0, days * 86_400_000, most).length, `${days} days, ${most}`).toBeLessThanOrEqual(most + 1);
    }
  });
});

describe("the form of a goal", () => {
  it("is read as the wire has it, without rows that say nothing", () => {
    const values = new FormData();
    for (const [name, value] of [["measure", "number"], ["measure.start", "0"], ["measure.target", "2.5"], ["measure.unit", " km "], ["milestones.id", ""], ["milestones.title", "Half"], ["milestones.dueOn", "2026-10-01"], ["milestones.id", "x"], ["milestones.title", ""], ["milestones.dueOn", ""]] as const) values.append(name, value);
    expect(measureOf(values)).toEqual({ kind: "number", start: 0, target: 2.5, unit: "km" });
    expect(milestonesOf(values)).toEqual([{ title: "Half", dueOn: "2026-10-01" }]);
    expect(isSameMeasure(measureOf(values), { kind: "number", start: 0, target: 2.5, unit: "km" })).toBe(true);
    expect(isSameMeasure(measureOf(values), { kind: "done" })).toBe(false);
  });
});
