import type { ConversationRow, Message } from "@peercircle/sdk";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Moments, wasMoment } from "../src/Goals/Cards/moments.ts";

let number = 0;

function celebration(goalId = "g", change: Partial<Message> = {}): Message {
  number++;
  const card = { type: "celebration", goalId, ownerId: "ada", title: "Ten talks", state: "achieved" };
  return { id: `m${number}`, seq: number, rev: number, kind: "celebration", authorId: "ada", text: "Ada reached “Ten talks”!", createdAt: new Date().toISOString(), card, ...change };
}

function moments(notify: "all" | "none" = "all", isLookedAt = true): Moments {
  const rows = [{ id: "circle", notify }] as unknown as readonly ConversationRow[];
  const list = { isLoaded: true, rows };
  return new Moments({ conversations: { getSnapshot: () => list, subscribe: () => () => undefined } }, () => isLookedAt);
}

beforeEach(() => void vi.useFakeTimers());

describe("a moment", () => {
  test("is a goal that has been reached, once, however many conversations celebrate it", () => {
    const told = moments();
    const [inCircle, inWins] = [celebration(), celebration()];
    told.heard("circle", inCircle);
    told.heard("wins", inWins);
    expect(told.latest.getSnapshot()).toMatchObject({ number: 1, text: "Ada reached “Ten talks”!" });
    expect([wasMoment(inCircle.id), wasMoment(inWins.id)]).toEqual([true, true]);
    told.heard("circle", celebration("another"));
    expect(told.latest.getSnapshot()?.number).toBe(2);
    vi.advanceTimersByTime(600_000);
    told.heard("circle", celebration());
    expect(told.latest.getSnapshot()?.number).toBe(3);
  });

  test("is none while nobody looks, in a conversation that is silent, or of anything else", () => {
    for (const [told, message] of [
      [moments("all", false), celebration()],
      [moments("none"), celebration()],
      [moments(), celebration("g", { kind: "text", card: undefined as never })],
    ] as const) {
      told.heard("circle", message);
      expect(told.latest.getSnapshot()).toBeUndefined();
      expect(wasMoment(message.id)).toBe(false);
    }
  });
});
