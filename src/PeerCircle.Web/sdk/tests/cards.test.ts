import { describe, expect, test } from "vitest";
import { goalCardOf, type GoalCard } from "../src/index.ts";
import { message } from "./script.ts";

const trail = { weeks: 13, checkIns: 12, changes: 1, daysEarly: 4, points: [0.1, 0.5, 1] };
const card: GoalCard = { type: "celebration", goalId: "g", ownerId: "o", title: "Ten talks", state: "achieved", trail };

function read(change: object) {
  return goalCardOf(message(1, { kind: "celebration", card: { ...card, ...change } }));
}

describe("the card of a goal", () => {
  test("is what the message carries", () => {
    expect(read({})).toEqual(card);
    expect(read({ type: "checkIn", status: "atRisk", value: 3, trail: undefined })?.status).toBe("atRisk");
  });

  test("is none of what this version does not know, or cannot show", () => {
    for (const change of [{ type: "ask" }, { state: "elsewhere" }, { status: "fine" }, { title: 1 }, { goalId: undefined }, { trail: { ...trail, points: "up" } }, { trail: null }]) expect(read(change)).toBeUndefined();
  });

  test("is none of a tombstone, a plain message or a system message", () => {
    expect(goalCardOf(message(1, { card: { ...card }, deletedAt: "2026-11-23T05:47:12.345Z" }))).toBeUndefined();
    expect(goalCardOf(message(1))).toBeUndefined();
    expect(goalCardOf(message(1, { kind: "system", card: { type: "joined", memberId: "m" } }))).toBeUndefined();
  });
});
