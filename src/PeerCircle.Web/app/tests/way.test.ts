import { describe, expect, test } from "vitest";
import { noteOf } from "../src/Goals/Cards/noteOf.ts";
import { dipsOf, wayOf } from "../src/Goals/Cards/way.ts";

const frame = { width: 120, height: 60, before: 10, after: 10 };

describe("the way to a goal", () => {
  test("rises from the lower left to the goal, with its dips, and leaves out nothing", () => {
    const { steps, goal } = wayOf([0.5, 0.25], frame);
    expect(steps).toEqual([
      { x: 10, y: 50 },
      { x: 43.3, y: 30 },
      { x: 76.7, y: 40 },
    ]);
    expect(goal).toEqual({ x: 110, y: 10 });
  });

  test("ends in the goal itself where the last check-in was all of it", () => {
    expect(wayOf([0.5, 1], frame).steps).toHaveLength(2);
  });

  test("is drawn without check-ins, and without steps where there are too many", () => {
    expect(wayOf([], frame)).toMatchObject({ path: "M10 50C60 50 60 10 110 10", steps: [{ x: 10, y: 50 }] });
    const many = wayOf(Array.from({ length: 60 }, (_, index) => index / 100), frame);
    expect(many.steps).toEqual([]);
    expect(many.path.match(/C/gu)).toHaveLength(61);
  });

  test("stays in its frame, whatever was checked in", () => {
    const ys = wayOf([-3, 7, 0.2], frame).steps.map(({ y }) => y);
    expect([Math.min(...ys), Math.max(...ys)]).toEqual([10, 50]);
  });

  test("says how often it went back", () => {
    expect([dipsOf([]), dipsOf([0.2, 0.1, 0.5, 0.4, 0.4, 1])]).toEqual([0, 2]);
  });
});

test("the note of a check-in is what stands below the sentence about it", () => {
  expect(noteOf({ text: "Ada checked in on “Ten talks”, on track: 3 talks.\nNobody rang.\nTwice." })).toBe("Nobody rang.\nTwice.");
  expect([noteOf({ text: "Ada checked in." }), noteOf({ text: "Ada checked in.\n " }), noteOf({})]).toEqual([undefined, undefined, undefined]);
});
