import { describe, expect, test } from "vitest";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

describe("following", () => {
  test("yields every message once, in order, over gaps and a lost link", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const stop = new AbortController();
    const seen: number[] = [];
    const done = (async () => {
      for await (const { seq } of client.conversation(conversationId).messages({ after: 0, signal: stop.signal })) seen.push(seq);
    })();
    await settle();
    expect(seen).toEqual([1]);
    await script.pushChanges(2, message(3));
    expect(seen).toEqual([1]);
    await script.pushChanges(1, message(2));
    expect(seen).toEqual([1, 2, 3]);
    await script.drop();
    await pass(1_000);
    await script.take("Sync").answer({ conversations: [{ conversationId, epoch: "e1", to: 5, messages: [message(4), message(5)], mine: {}, complete: true, reset: false }] });
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    stop.abort();
    await done;
  });

  test("reads what is not loaded from pages", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const page = `/conversations/${conversationId}/messages`;
    script.answers.set(page, { epoch: "e1", rev: 4, seq: 4, messages: [message(4)], mine: {}, moreBefore: true, moreAfter: false });
    script.answers.set(`${page}?after=1&limit=100`, { epoch: "e1", rev: 4, seq: 4, messages: [message(2), message(3)], mine: {}, moreBefore: true, moreAfter: true });
    await script.push({ name: "Behind", value: { conversationId, rev: 9 } });
    await script.take("Sync").answer({ conversations: [{ conversationId, epoch: "e1", to: 9, messages: [], mine: {}, complete: true, reset: true }] });
    const seen: number[] = [];
    for await (const { seq } of client.conversation(conversationId).messages({ after: 1 })) {
      seen.push(seq);
      if (seq === 4) break;
    }
    expect(seen).toEqual([2, 3, 4]);
  });
});
