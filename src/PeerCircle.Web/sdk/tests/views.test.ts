import { describe, expect, test } from "vitest";
import { withActs, type PendingAct } from "../src/conversations/acts.ts";
import { Replies } from "../src/conversations/replies.ts";
import { MessageViews } from "../src/conversations/view.ts";
import { emptyState, ownReactions, visibleRange, type ClientState, type Conversation, type HeldMessage } from "../src/state/conversation.ts";
import { reduce } from "../src/state/reduce.ts";
import type { ConversationStep } from "../src/state/steps.ts";
import { message } from "./script.ts";

class Talk {
  #state: ClientState = emptyState("me", true);
  readonly acts = new Map<string, readonly PendingAct[]>();
  /** How many messages were looked at. */
  looks = 0;
  readonly views = new MessageViews({
    messages: () => [...this.acts.keys()],
    pending: (_, held) => {
      this.looks++;
      return this.acts.get(held.id) ?? nothing;
    },
  });

  constructor() {
    this.take({ step: "open", on: true });
  }

  get c(): Conversation {
    return this.#state.conversations.get("c")!;
  }

  take(step: ConversationStep): void {
    this.#state = reduce(this.#state, { conversationId: "c", ...step }).state;
  }

  /** Messages `first` to `last`, as a page. */
  load(first: number, last: number, head: number): void {
    const messages = Array.from({ length: last - first + 1 }, (_, index) => message(first + index, { rev: first + index, ...(index % 7 === 3 ? { parentId: `m${first + index - 1}` } : {}) }));
    this.take({ step: "page", asked: {}, generation: 0, page: { epoch: "e1", rev: head, seq: head, messages, moreBefore: first > 1, moreAfter: last < head } });
  }

  shown(): readonly unknown[] {
    return this.views.visible(this.c, "me");
  }

  /** The same, made from nothing. */
  shownAnew(): readonly unknown[] {
    const range = visibleRange(this.c);
    const held = [...this.c.messages.values()].filter(({ seq }) => range !== undefined && seq >= range.first && seq <= range.last).sort((a, b) => a.seq - b.seq);
    return held.map((m) => {
      const acts = this.acts.get(m.id) ?? nothing;
      const { message: shown, own } = withActs(m, ownReactions(this.c, m.id), acts, "me");
      return { ...shown, mine: own, isChanging: acts.length > 0 };
    });
  }
}

const nothing: readonly PendingAct[] = [];
const edited: readonly PendingAct[] = [{ change: { act: "edit", text: "edited", baseRev: 1 }, at: "2026-11-23T05:48:00.000Z", until: undefined }];

/** The same numbers with every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomStep(talk: Talk, upTo: (below: number) => number): void {
  const { c } = talk;
  const head = c.cursor ?? 0;
  const seq = upTo(c.seq + 3) + 1;
  switch (upTo(7)) {
    case 0: return talk.take({ step: "push", epoch: "e1", from: head, to: head + 1, messages: [message(c.seq + 1, { rev: head + 1 })] });
    case 1: return talk.take({ step: "push", epoch: "e1", from: head, to: head + 1, messages: [message(Math.min(seq, c.seq), { rev: head + 1, text: `rev ${head + 1}` })] });
    case 2: return talk.take({ step: "push", epoch: "e1", from: head + 2, to: head + 4, messages: [message(c.seq + 2, { rev: head + 4 })] });
    case 3: return talk.take({ step: "trim", first: seq - upTo(150), last: seq + upTo(150) });
    case 4: return talk.load(Math.max(1, seq - 40), Math.max(1, Math.min(seq + 40, c.seq)), Math.max(c.seq, 1));
    case 5: return talk.take({ step: "reacted", messageId: `m${seq}`, emoji: "👍", on: upTo(2) === 0, rev: head });
    default:
      if (talk.acts.has(`m${seq}`)) talk.acts.delete(`m${seq}`);
      else talk.acts.set(`m${seq}`, edited);
  }
}

describe("what is shown of a conversation", () => {
  test.each([1, 2, 3, 4, 5])("is the same in parts as made from nothing, whatever happens (%i)", (seed) => {
    const talk = new Talk();
    const upTo = numbers(seed);
    talk.load(100, 300, 400);
    for (let step = 0; step < 400; step++) {
      randomStep(talk, upTo);
      expect(talk.shown()).toEqual(talk.shownAnew());
    }
  });

  test("costs as much for one message of ten thousand as for one of a hundred", () => {
    const talk = new Talk();
    talk.load(1, 10_000, 10_000);
    expect(talk.shown().length).toBe(10_000);
    talk.looks = 0;
    talk.take({ step: "push", epoch: "e1", from: 10_000, to: 10_001, messages: [message(10_001)] });
    talk.take({ step: "push", epoch: "e1", from: 10_001, to: 10_002, messages: [message(5_000, { rev: 10_002 })] });
    expect(talk.shown().length).toBe(10_001);
    expect(talk.looks).toBeLessThanOrEqual(128);
  });

  test("is the same list when nothing of it changed", () => {
    const talk = new Talk();
    talk.load(1, 200, 200);
    const before = talk.shown();
    talk.take({ step: "readMoved", memberId: "you", seq: 100 });
    talk.take({ step: "reacted", messageId: "elsewhere", emoji: "👍", on: true, rev: 1 });
    expect(talk.shown()).toBe(before);
  });

  test("keeps replies with what they reply to", () => {
    const talk = new Talk();
    const replies = new Replies();
    talk.load(1, 500, 500);
    const held = (parent: string) => replies.of(talk.c.messages, parent).map(({ seq }) => seq);
    expect(held("m3")).toEqual([4]);
    talk.take({ step: "push", epoch: "e1", from: 500, to: 502, messages: [message(501, { parentId: "m3" }), message(4, { rev: 502, parentId: "m3", text: "changed" })] });
    expect(held("m3")).toEqual([4, 501]);
    expect(replies.of(talk.c.messages, "m3")[0]?.text).toBe("changed");
    expect(held("m500")).toEqual([]);
  });
});

describe("the messages held", () => {
  test("stay as they were in the state before", () => {
    const talk = new Talk();
    talk.load(1, 100, 100);
    const before = talk.c.messages;
    const fifth: HeldMessage | undefined = before.get("m5");
    talk.take({ step: "push", epoch: "e1", from: 100, to: 102, messages: [message(5, { rev: 101, text: "changed" }), message(101, { rev: 102 })] });
    expect(before.get("m5")).toBe(fifth);
    expect(before.has("m101")).toBe(false);
    expect(before.at(101)).toBeUndefined();
    expect(talk.c.messages.get("m5")?.text).toBe("changed");
    talk.take({ step: "trim", first: 90, last: 101 });
    expect(before.get("m5")).toBe(fifth);
    expect(talk.c.messages.get("m5")).toBeUndefined();
  });
});
