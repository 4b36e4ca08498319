import { describe, expect, test } from "vitest";
import { Line } from "../src/connection/line.ts";
import { Acts } from "../src/conversations/acts.ts";
import { Store } from "../src/conversations/store.ts";
import { tidy } from "../src/conversations/tidying.ts";
import { MemoryOutboxStorage, type PeerCircleClient } from "../src/index.ts";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

async function pushed(script: Script, from: number, to: number): Promise<void> {
  await script.pushChanges(from, ...Array.from({ length: to - from }, (_, index) => message(from + index + 1)));
}

function held(client: PeerCircleClient): number[] {
  return client.conversation(conversationId).after(0).map(({ seq }) => seq);
}

describe("what a client holds", () => {
  test("of a conversation that was closed is the end of it, after a while", async () => {
    const script = new Script();
    const client = script.client();
    const close = await script.online(client);
    close();
    await pushed(script, 1, 251);
    expect(held(client).length).toBe(251);
    await pass(30_000);
    expect(held(client)).toEqual(Array.from({ length: 100 }, (_, index) => 152 + index));
    expect(client.conversations.getSnapshot().rows[0]).toMatchObject({ unread: 100, last: { seq: 251 } });
  });

  test("of a conversation that was never open is nothing but what the list tells, after a while", async () => {
    const script = new Script();
    const client = script.client();
    script.answers.set("/conversations", { items: [{ id: conversationId, kind: "room", title: "Room", version: 1, epoch: "e1", rev: 1, seq: 1, readSeq: 1, unread: 0 }] });
    void client.connect();
    await settle();
    await script.take("Sync").answer({ conversations: [] });
    await pushed(script, 1, 4);
    expect(held(client)).toEqual([2, 3, 4]);
    await pass(30_000);
    expect(held(client)).toEqual([]);
    expect(client.conversations.getSnapshot().rows[0]).toMatchObject({ unread: 3, last: { seq: 4 } });
    await pushed(script, 4, 5);
    expect(client.conversations.getSnapshot().rows[0]).toMatchObject({ unread: 4, last: { seq: 5 } });
  });

  test("of a conversation that is followed and shown nowhere is not what was told long ago", async () => {
    for (const isShown of [false, true]) {
      const script = new Script();
      const client = script.client();
      const close = await script.online(client);
      if (!isShown) close();
      const seen: number[] = [];
      void (async () => {
        for await (const { seq } of client.conversation(conversationId).messages({ after: 0 })) seen.push(seq);
      })().catch(() => undefined);
      await settle();
      for (let from = 1; from < 501; from += 50) {
        await pushed(script, from, from + 50);
        await settle();
      }
      expect(seen).toEqual(Array.from({ length: 501 }, (_, index) => index + 1));
      if (isShown) expect(held(client).length).toBe(501);
      else expect(held(client).length).toBeLessThan(250);
      client.close();
    }
  });

  test("of what was done to a message that is not held is nothing once it is decided", async () => {
    const line = new Line(() => 0.5);
    const store = new Store({ run: () => undefined, changed: () => undefined });
    const acts = new Acts(store, line, new MemoryOutboxStorage());
    store.dispatch({ step: "push", conversationId, epoch: "e1", from: 0, to: 2, messages: [message(1), message(2)] });
    line.set({ invoke: async <T>() => ({ ok: true, value: { rev: 9 } as T }), stop: () => undefined });
    await acts.delete(conversationId, "m1");
    line.set(undefined);
    void acts.delete(conversationId, "m2");
    expect(acts.messages(conversationId)).toEqual(["m1", "m2"]);
    tidy(store, acts);
    expect(acts.messages(conversationId)).toEqual(["m2"]);
  });
});
