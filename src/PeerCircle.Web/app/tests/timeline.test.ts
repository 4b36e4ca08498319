import { newId, type MessageView, type OutboxRow } from "@peercircle/sdk";
import { describe, expect, test } from "vitest";
import { Timeline, type TimelineInput, type TimelineItem } from "../src/Conversations/timeline.ts";

function message(seq: number, change: Partial<MessageView> = {}): MessageView {
  const createdAt = new Date(2026, 10, 23, 10, seq).toISOString();
  return { id: `m${seq}`, seq, rev: seq, kind: "text", authorId: "ana", text: `${seq}`, createdAt, mine: [], isChanging: false, ...change };
}

const nothing: TimelineInput = { messages: [], pending: [], moreBefore: false, newFrom: undefined, away: [], me: "me" };

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

describe("wins that came while one was away", () => {
  const away = [{ from: 1, to: 20 }];

  function win(seq: number, owner: string, change: Partial<MessageView> = {}): MessageView {
    const card = { type: "celebration", goalId: `g${seq}`, ownerId: owner, title: `Goal ${seq}`, state: "achieved" } as const;
    return message(seq, { kind: "celebration", authorId: owner, card, ...change });
  }

  function at(minutes: number): Partial<MessageView> {
    return { createdAt: new Date(2026, 10, 23, 10, minutes).toISOString() };
  }

  function placesOf(input: Partial<TimelineInput>): (string | undefined)[] {
    return new Timeline().of({ ...nothing, away, ...input }).map((item) => (item.item === "message" ? item.together?.place : item.item));
  }

  test("are joined, and the first says whose they are", () => {
    const [first, ...others] = new Timeline().of({ ...nothing, away, messages: [win(1, "ana", at(0)), win(2, "kofi", at(30)), win(3, "ana", at(40))] });
    expect(first).toMatchObject({ isFirst: true, together: { place: "first", owners: ["ana", "kofi", "ana"], minutes: 40 } });
    expect(others).toMatchObject([{ isFirst: false, together: { place: "between" } }, { isFirst: false, together: { place: "last" } }]);
  });

  test("stand alone when they are far apart, on another day, or only one", () => {
    expect(placesOf({ messages: [win(1, "ana", at(0)), win(2, "kofi", at(31))] })).toEqual([undefined, undefined]);
    const [late, early] = [new Date(2026, 10, 23, 23, 50), new Date(2026, 10, 24, 0, 5)].map((date) => ({ createdAt: date.toISOString() }));
    expect(placesOf({ messages: [win(1, "ana", late), win(2, "kofi", early)] })).toEqual([undefined, undefined]);
    expect(placesOf({ messages: [message(1), win(2, "ana"), message(3)] })).toEqual([undefined, undefined, undefined]);
  });

  test("stand alone when one was there, and where the line above what is new is drawn", () => {
    const four = [win(1, "ana"), win(2, "kofi"), win(3, "mei"), win(4, "tom")];
    expect(placesOf({ messages: four, away: [] })).toEqual([undefined, undefined, undefined, undefined]);
    expect(placesOf({ messages: four, away: [{ from: 2, to: 3 }] })).toEqual([undefined, "first", "last", undefined]);
    expect(placesOf({ messages: four, away: [{ from: 1, to: 2 }, { from: 3, to: 4 }] })).toEqual(["first", "last", "first", "last"]);
    expect(placesOf({ messages: four, newFrom: 3 })).toEqual(["first", "last", "first", "last"]);
  });

  test("are parted by words, other cards, system messages and wins that were taken back", () => {
    const goal = win(3, "mei", { kind: "goal", card: { type: "goal", goalId: "g", ownerId: "mei", title: "Goal", state: "active" } });
    for (const between of [message(3), goal, win(3, "mei", { deletedAt: message(3).createdAt })])
      expect(placesOf({ messages: [win(1, "ana"), win(2, "kofi"), between, win(4, "tom"), win(5, "ida")] })).toEqual(["first", "last", undefined, "first", "last"]);
    expect(placesOf({ messages: [win(1, "ana"), message(2, { kind: "system" }), win(3, "tom")] })).toEqual([undefined, "system", undefined]);
  });

  test("are followed by a head, also when the same person goes on", () => {
    expect(toldOf({ messages: [win(1, "kofi"), win(2, "ana"), message(3)], away })).toEqual(["day first m1", "m2", "first m3"]);
    const now = new Date().toISOString();
    const pending: OutboxRow[] = [{ id: newId(), text: "1", status: "sending" }];
    const items = new Timeline().of({ ...nothing, away, messages: [win(1, "kofi", { createdAt: now }), win(2, "me", { createdAt: now })], pending });
    expect(items.at(-1)).toMatchObject({ item: "pending", isFirst: true });
  });

  test("are the same whatever is loaded above, and the same objects while nothing of them changes", () => {
    const timeline = new Timeline();
    const all = [win(1, "ana"), win(2, "kofi"), win(3, "mei"), win(4, "tom"), win(5, "ida")];
    const later = timeline.of({ ...nothing, away, messages: all.slice(1, 4), moreBefore: true });
    expect(later).toMatchObject([{ together: { place: "between" } }, { together: { place: "last" } }]);
    const whole = timeline.of({ ...nothing, away, messages: all.slice(0, 4) });
    expect(whole[2]).toBe(later[0]);
    expect(whole[3]).toBe(later[1]);

    const messages = all.with(2, { ...win(3, "mei"), reactions: [{ emoji: "🎉", count: 1 }] });
    const cheered = timeline.of({ ...nothing, away, messages: messages.slice(0, 4) });
    expect(cheered.filter((item, index) => item !== whole[index]).map(({ key }) => key)).toEqual(["m3", "m4"]);
    const longer = timeline.of({ ...nothing, away, messages });
    expect(longer.filter((item, index) => item !== cheered[index]).map(({ key }) => key)).toEqual(["m1", "m4", "m5"]);
    const again = timeline.of({ ...nothing, away: [...away, { from: 30, to: 31 }], messages });
    expect(again.every((item, index) => item === longer[index])).toBe(true);
  });
});
