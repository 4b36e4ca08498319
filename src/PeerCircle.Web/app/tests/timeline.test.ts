import type { MessageView } from "@peercircle/sdk";
import { describe, expect, test } from "vitest";
import { timeline } from "../src/Conversations/timeline.ts";

function message(seq: number, change: Partial<MessageView> = {}): MessageView {
  const createdAt = new Date(2026, 10, 23, 10, seq).toISOString();
  return { id: `m${seq}`, seq, rev: seq, kind: "text", authorId: "ana", text: `${seq}`, createdAt, mine: [], isChanging: false, ...change };
}

function told(messages: readonly MessageView[], newAfter?: number): string[] {
  return timeline(messages, [], newAfter).map((item) => (item.item === "message" ? `${item.isFirst ? "first " : ""}${item.key}` : item.item));
}

describe("the timeline", () => {
  test("joins what one person wrote within five minutes", () => {
    expect(told([message(1), message(2), message(8), message(9, { authorId: "kofi" })])).toEqual(["day", "first m1", "m2", "first m8", "first m9"]);
  });

  test("begins each day with its date", () => {
    const next = new Date(2026, 10, 24, 0, 1).toISOString();
    expect(told([message(1), message(2, { createdAt: next })])).toEqual(["day", "first m1", "day", "first m2"]);
  });

  test("draws the line above what is new, once", () => {
    expect(told([message(1), message(2), message(3)], 1)).toEqual(["day", "first m1", "new", "first m2", "m3"]);
    expect(told([message(1)], 1)).toEqual(["day", "first m1"]);
  });

  test("lets system messages and tombstones stand by themselves", () => {
    const { authorId: _, ...tombstone } = message(3, { deletedAt: message(3).createdAt });
    expect(told([message(1), message(2, { kind: "system" }), tombstone, message(4)])).toEqual(["day", "first m1", "system", "first m3", "first m4"]);
  });

  test("ends with what is on its way", () => {
    const rows = [{ id: "p1", text: "1", status: "sending" }, { id: "p2", text: "2", status: "queued" }] as const;
    expect(timeline([message(1)], rows, undefined).slice(2)).toMatchObject([{ item: "pending", key: "p1", isFirst: true }, { item: "pending", key: "p2", isFirst: false }]);
  });
});
