import { Observable, type ConversationHandle, type ConversationView } from "@peercircle/sdk";
import { describe, expect, test } from "vitest";
import { Stay } from "../src/Conversations/List/stay.ts";

const facts = { id: "c", kind: "wins", title: "Wins", version: 1, rev: 1, seq: 1 } as unknown as ConversationView["facts"];

/** A conversation with so many messages, of which some have been read. */
function view(newest: number, readSeq: number): ConversationView {
  const messages = Array.from({ length: newest }, (_, index) => {
    const createdAt = new Date(2026, 10, 23, 10, index).toISOString();
    return { id: `m${index + 1}`, seq: index + 1, rev: index + 1, kind: "text", authorId: "ana", text: "", createdAt, mine: [], isChanging: false } as const;
  });
  const shown = { id: "c", isHeld: true, isLoaded: true, facts, messages, pending: [], unread: newest - readSeq, readSeq, readBy: new Map(), moreBefore: false, moreAfter: false, newest, typing: [] };
  return shown as unknown as ConversationView;
}

function begun(first: ConversationView, isReading = true) {
  const shown = new Observable(first);
  const handle = { subscribe: shown.subscribe, getSnapshot: shown.getSnapshot } as unknown as ConversationHandle;
  const stay = new Stay(handle, "me", { to: "unread" });
  stay.begin(() => isReading);
  return { stay, shown, handle };
}

describe("what came while one was away", () => {
  test("is what was unread when one came, not what comes after that", () => {
    const { stay, shown } = begun(view(5, 2));
    expect(stay.getSnapshot().away).toEqual([{ from: 3, to: 5 }]);
    stay.setLive(true);
    shown.set(view(5, 5));
    shown.set(view(6, 5));
    expect(stay.getSnapshot().away).toEqual([{ from: 3, to: 5 }]);
  });

  test("is what was said while the connection was lost, too", () => {
    const { stay, shown } = begun(view(2, 2));
    stay.setLive(true);
    expect(stay.getSnapshot().away).toEqual([]);
    stay.setLive(false);
    shown.set(view(4, 2));
    stay.setLive(true);
    expect(stay.getSnapshot().away).toEqual([{ from: 3, to: 4 }]);
  });

  test("waits for what is unread to be known", () => {
    const { stay, shown } = begun({ ...view(4, 2), facts: undefined, unread: 0 });
    expect(stay.getSnapshot().away).toEqual([]);
    shown.set(view(4, 2));
    expect(stay.getSnapshot().away).toEqual([{ from: 3, to: 4 }]);
  });

  test("is remembered by who comes once more", () => {
    const { shown, handle } = begun(view(5, 2));
    shown.set(view(5, 5));
    expect(new Stay(handle, "me", { to: "end" }).getSnapshot().away).toEqual([{ from: 3, to: 5 }]);
  });
});
