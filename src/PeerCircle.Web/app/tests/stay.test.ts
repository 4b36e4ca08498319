import { Observable, PeerCircleError, type ConversationHandle, type ConversationView } from "@peercircle/sdk";
import { describe, expect, test } from "vitest";
import { Stay, type Destination } from "../src/Conversations/List/stay.ts";

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

function begun(first: ConversationView, destination: Destination = { to: "unread" }, seqOf?: () => Promise<number>) {
  const shown = new Observable(first);
  const handle = { subscribe: shown.subscribe, getSnapshot: shown.getSnapshot, seqOf } as unknown as ConversationHandle;
  const stay = new Stay(handle, "me", destination);
  stay.begin(() => true);
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

describe("a message that is named by its id", () => {
  const there = { to: "message", id: "m2" } as const;
  const spotOf = (stay: Stay) => stay.getSnapshot().landing?.spot;

  test("is gone to as soon as it is known where it stands", async () => {
    const { stay } = begun(view(5, 5), there, () => Promise.resolve(2));
    expect(spotOf(stay)).toBeUndefined();
    await expect.poll(() => spotOf(stay)).toEqual({ to: "seq", seq: 2, offset: "middle" });
  });

  test("is not gone to by who went elsewhere meanwhile", async () => {
    let find: (seq: number) => void = () => undefined;
    const { stay } = begun(view(5, 5), there, () => new Promise((resolve) => (find = resolve)));
    stay.goTo({ to: "end" });
    find(2);
    await Promise.resolve();
    expect(spotOf(stay)).toEqual({ to: "end" });
  });

  test("leads to what is unread when it is gone", async () => {
    const { stay } = begun(view(5, 3), there, () => Promise.reject(new PeerCircleError("not_found", "Gone.", false)));
    await expect.poll(() => spotOf(stay)).toMatchObject({ to: "seq", seq: 4 });
    expect(stay.getSnapshot().failed).toBeUndefined();
  });

  test("can be sought again when it could not be asked for", async () => {
    let isReachable = false;
    const { stay } = begun(view(5, 5), there, () => (isReachable ? Promise.resolve(2) : Promise.reject(new Error("No answer."))));
    await expect.poll(() => stay.getSnapshot().failed).toBeDefined();
    expect(spotOf(stay)).toEqual({ to: "end" });
    isReachable = true;
    stay.retry();
    await expect.poll(() => spotOf(stay)).toEqual({ to: "seq", seq: 2, offset: "middle" });
    expect(stay.getSnapshot().failed).toBeUndefined();
  });
});
