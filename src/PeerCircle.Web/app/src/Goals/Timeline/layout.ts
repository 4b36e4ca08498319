import type { Goal } from "@peercircle/sdk";
import { goals as words } from "../../texts/goals.ts";
import type { Entry } from "./entries.ts";
import { heightOf, rangeOf, spanOf, timeTicks, valueTicks, type Tick } from "./scale.ts";

const edge = { top: 36, right: 14, numbers: 44, words: 68 };
const plotHeight = { numbers: 216, words: 112 };
const axisHeight = 24;
const stonesHeight = 36;
const labelWidth = 64;

/** Where things are in the chart, in pixels of the page. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The line of milestones. */
  readonly stones: number;
  readonly valueTicks: readonly Tick[];
  readonly timeTicks: readonly Tick[];
  x(time: number): number;
  y(value: number): number;
  /** Where an entry is drawn. */
  place(entry: Entry): readonly [x: number, y: number];
}

export function layoutOf(goal: Goal, entries: readonly Entry[], width: number, now: number): Layout {
  const measure = goal.measure;
  const [from, to] = spanOf(goal, entries, now);
  const [low, high] = rangeOf(goal);
  const isNumber = measure.kind === "number";
  const left = isNumber ? edge.numbers : edge.words;
  const right = Math.max(left + 1, width - edge.right);
  const [top, bottom] = [edge.top, edge.top + (isNumber ? plotHeight.numbers : plotHeight.words)];
  const hasStones = goal.milestones.length > 0 || !isNumber;
  const stones = bottom + axisHeight + stonesHeight / 2;
  const x = (time: number) => left + ((right - left) * (time - from)) / (to - from);
  const y = (value: number) => bottom - ((bottom - top) * (value - low)) / (high - low || 1);

  function height(entry: Entry): number {
    switch (entry.kind) {
      case "checkIn": return isNumber ? y(entry.value ?? measure.start) : y(heightOf(entry.checkIn.status));
      case "begun": return isNumber ? y(measure.start) : stones;
      case "target": return isNumber ? y(measure.target) : stones;
      case "achieved": return isNumber ? y(goal.value ?? measure.target) : stones;
      case "letGo": return isNumber ? y(goal.value ?? measure.start) : stones;
      case "milestone":
      case "planned": return stones;
      case "change": return top - 12;
      case "pause": return (top + bottom) / 2;
    }
  }

  return {
    width,
    height: bottom + axisHeight + (hasStones ? stonesHeight : 0),
    left,
    right,
    top,
    bottom,
    stones,
    valueTicks: valueTicks(goal, words.statuses),
    timeTicks: timeTicks(from, to, Math.max(2, Math.floor((right - left) / labelWidth))),
    x,
    y,
    place: (entry) => [x(Date.parse(entry.at)), height(entry)],
  };
}
