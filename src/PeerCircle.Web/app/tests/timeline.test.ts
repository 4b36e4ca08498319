import { newId, type MessageView, type OutboxRow } from "@peercircle/sdk";
import { describe, expect, test } from "vitest";
import { Timeline, type TimelineInput, type TimelineItem } from "../src/Conversations/timeline.ts";

function message(seq: number, change: Partial<MessageView> = {}): MessageView {
  const createdAt = new Date(2026, 10, 23, 10, seq).toISOString();
  return { id: `m${seq}`, seq, rev: seq, kind: "text", authorId: "ana", text: `${seq}`, createdAt, mine: [], isChanging: false, ...change };
}

const nothing: TimelineInput = { messages: [], pending: [], moreBefore: false, newFrom: undefined, me: "me" };

function told(items: readonly TimelineItem[]): string[] {
  return items.map((item) => [item.day !== undefined && "day", item.isNew && "new", item.item !== "system" && item.isFirst && "first", item.key].filter(Boolean).join(" "));
}

function toldOf(input: Partial<TimelineInput>): string[] {
  return told(new Timeline().of({ ...nothing, ...input }));
}

describe("the timeline", () => {
  test("joins what one person wrote within five minutes", () => {
    expect(toldOf({ messages: [message(1), message(2), message(8), message(9, { authorId: "kofi" })] })).toEqual(["day first m1", "m2", "first m8", "first m9"]);
  });

  test("begins each day with its date", () => {
    const next = new Date(2026, 10, 24, 0, 1).toISOString();
    expect(toldOf({ messages: [message(1), message(2, { createdAt: next })] })).toEqual(["day first m1", "day first m2"]);
  });

  test("draws the line above what is new, once", () => {
    expect(toldOf({ messages: [message(1), message(2), message(3)], newFrom: 2 })).toEqual(["day first m1", "new first m2", "m3"]);
    expect(toldOf({ messages: [message(1)], newFrom: 2 })).toEqual(["day first m1"]);
  });

  test("lets system messages and tombstones stand by themselves", () => {
    const { authorId: _, ...tombstone } = message(3, { deletedAt: message(3).createdAt });
    expect(toldOf({ messages: [message(1), message(2, { kind: "system" }), tombstone, message(4)] })).toEqual(["day first m1", "m2", "first m3", "first m4"]);
  });

  test("shows what is on its way as it will stand once it has arrived", () => {
    const [one, two] = [newId(), newId()];
    const rows: OutboxRow[] = [
      { id: one, text: "1", status: "sending" },
      { id: two, text: "2", status: "queued" },
    ];
    const now = new Date();
    const own = message(1, { authorId: "me", createdAt: now.toISOString() });
    expect(toldOf({ messages: [own], pending: rows })).toEqual(["day first m1", one, two]);
    expect(toldOf({ messages: [{ ...own, authorId: "ana" }], pending: rows })).toEqual(["day first m1", `first ${one}`, two]);
    const arrived = message(2, { id: one, authorId: "me", createdAt: now.toISOString() });
    expect(toldOf({ messages: [own, arrived], pending: rows.slice(1) })).toEqual(["day first m1", one, two]);
  });

  test("shows a message the same whatever is loaded above it", () => {
    const timeline = new Timeline();
    const all = [message(1), message(2), message(3), message(9)];
    const later = timeline.of({ ...nothing, messages: all.slice(1), moreBefore: true });
    expect(told(later)).toEqual(["m3", "first m9"]);
    const whole = timeline.of({ ...nothing, messages: all });
    expect(told(whole)).toEqual(["day first m1", "m2", "m3", "first m9"]);
    expect(whole.slice(2)).toEqual(later);
    expect(whole[2]).toBe(later[0]);
  });

  test("keeps the rows of what did not change, wherever something changes", () => {
    const timeline = new Timeline();
    const all = Array.from({ length: 50 }, (_, index) => message(index + 1));
    const before = timeline.of({ ...nothing, messages: all });
    const edited = all.with(20, { ...message(21), text: "changed" });
    const after = timeline.of({ ...nothing, messages: [...edited, message(51)] });
    expect(after.length).toBe(51);
    const made = after.filter((item, index) => item !== before[index]).map(({ key }) => key);
    expect(made).toEqual(["m21", "m22", "m51"]);
    const fresh = new Timeline().of({ ...nothing, messages: [...edited, message(51)] });
    expect(after).toEqual(fresh);
  });
});
