import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MessageViews } from "../src/conversations/view.ts";
import { emptyState, ownReactions, type ClientState, type Conversation } from "../src/state/conversation.ts";
import { reduce } from "../src/state/reduce.ts";
import type { Step } from "../src/state/steps.ts";
import type { Want } from "../src/state/work.ts";
import type { Message } from "../src/wire.ts";

type Json = Record<string, any>;
interface Scenario { name: string; steps: { do: Json; expect?: Json }[] }

const folder = new URL("../../../../tests/golden/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

function message(json: Json): Message {
  const isSilent = json["deletedAt"] !== undefined || json["kind"] === "system";
  return { kind: "text", createdAt: "2026-11-23T05:47:12.345Z", ...(isSilent ? {} : { authorId: "you" }), ...json } as Message;
}

function carrying(json: Json): any {
  return { moreBefore: false, moreAfter: false, complete: true, reset: false, mine: {}, ...json, messages: (json["messages"] ?? []).map(message) };
}

function facts(json: Json, id: string): any {
  return { id, ...json, ...(json["last"] === undefined ? {} : { last: message(json["last"]) }) };
}

function stepOf(json: Json, state: ClientState): Step {
  const conversationId: string = json["in"] ?? "c";
  const generation: number = json["generation"] ?? state.conversations.get(conversationId)?.generation ?? 0;
  const name = Object.keys(json).find((key) => !["in", "asked", "after", "generation"].includes(key))!;
  const value = json[name];
  switch (name) {
    case "online": return { step: "online", on: value };
    case "list": return { step: "list", items: value.map((item: Json) => facts(item, item["id"])) };
    case "open": return { step: "open", conversationId, on: value };
    case "push": return { step: "push", conversationId, ...carrying(value) };
    case "page": return { step: "page", conversationId, page: carrying(value), asked: json["asked"] ?? {}, generation };
    case "sync":
    case "completion": return { step: name, conversationId, answer: carrying(value), after: json["after"], generation };
    case "gapElapsed": return { step: "gapElapsed", conversationId };
    case "changed":
    case "facts": return { step: name, conversationId, facts: facts(value, conversationId) };
    case "receipt": return { step: "receipt", conversationId, receipt: value };
    case "behind": case "trim": case "reacted": case "read": case "readMoved": case "removed": case "gone":
    case "post": case "refused": case "due": case "retry": case "discard":
      return { step: name, conversationId, ...value } as Step;
    default: throw new Error(`unknown step ${name}`);
  }
}

function written(want: Want, present: string): string {
  if (want.want === "list") return "list";
  const argument = want.want === "complete" ? ` ${want.after}` : want.want === "send" || want.want === "later" ? ` ${want.id}` : "";
  return `${want.conversationId === present ? "" : `${want.conversationId}: `}${want.want}${argument}`;
}

/** What is held under the name that the scenarios use; `null` = none. */
function told(c: Conversation, views: MessageViews, member: string, expected: any): unknown {
  switch (member) {
    case "loaded": return c.loaded === undefined ? null : [c.loaded.first, c.loaded.last];
    case "visible": return [...views.visible(c, "me").map((m) => m.id), ...c.outbox.map((row) => row.id)];
    case "outbox": return c.outbox.map(({ id, status, code }) => ({ id, status, ...(code === undefined ? {} : { code }) }));
    case "last": return c.last?.id ?? null;
    case "title": return c.facts?.title ?? null;
    case "readBy": return Object.fromEntries(c.readBy);
    case "mine": return Object.fromEntries([...c.mine.keys()].map((id) => [id, [...ownReactions(c, id)].sort()] as const).filter(([, emoji]) => emoji.length > 0));
    case "messages": return Object.fromEntries([...c.messages.values()].map((held) => [held.id, heldAs(held, expected[held.id] ?? {})]));
    case "epoch": case "cursor": case "ahead": case "version": case "readSeq": case "unread": case "generation": case "discarded":
    case "moreBefore": case "moreAfter": case "open": return c[member] ?? null;
    default: throw new Error(`unknown expectation ${member}`);
  }
}

function heldAs(held: Message, expected: Json): Json {
  const all: Json = { ...held, deleted: held.deletedAt !== undefined };
  return Object.fromEntries(Object.keys(expected).map((key) => [key, all[key]]));
}

/** What is shown of each conversation goes with it through the scenario: it is made anew in parts only. */
class Shown {
  readonly #views = new Map<string, MessageViews>();

  of(id: string): MessageViews {
    const views = this.#views.get(id) ?? new MessageViews({ messages: () => [], pending: () => [] });
    this.#views.set(id, views);
    return views;
  }
}

function check(state: ClientState, shown: Shown, id: string, expected: Json): void {
  const c = state.conversations.get(id);
  for (const [member, value] of Object.entries(expected)) {
    if (member === "wants" || member === "others") continue;
    if (member === "exists") expect(c !== undefined, "exists").toBe(value);
    else if (c === undefined) throw new Error(`${id} is not held, ${member} was expected`);
    else expect(told(c, shown.of(id), member, value), member).toEqual(member === "mine" ? sorted(value) : value);
  }
}

function sorted(mine: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(mine).map(([id, emoji]) => [id, [...emoji].sort()]));
}

describe("golden scenarios", () => {
  test("are there", () => expect(files.length).toBeGreaterThan(15));
  for (const file of files) {
    const scenario = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Scenario;
    test(`${file}: ${scenario.name}`, () => {
      let state = emptyState("me", true);
      const shown = new Shown();
      scenario.steps.forEach(({ do: doing, expect: expected }, index) => {
        const snapshot = structuredClone(state);
        const outcome = reduce(state, stepOf(doing, state));
        expect(state, `step ${index + 1} changed the state it was given`).toEqual(snapshot);
        state = outcome.state;
        try {
          check(state, shown, doing["in"] ?? "c", expected ?? {});
          for (const [id, other] of Object.entries(expected?.["others"] ?? {})) check(state, shown, id, other as Json);
          if (expected?.["wants"] !== undefined) expect(outcome.wants.map((want) => written(want, doing["in"] ?? "c")).sort(), "wants").toEqual([...expected["wants"]].sort());
        } catch (failure) {
          (failure as Error).message = `step ${index + 1} ${JSON.stringify(doing)}: ${(failure as Error).message}`;
          throw failure;
        }
      });
    });
  }
});
