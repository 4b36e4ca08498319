import { describe, expect, test } from "vitest";
import { conversationId, message, pass, Script, underFakeTime } from "./script.ts";

underFakeTime();

describe("repairing", () => {
  test("asks Sync 500 ms after a gap, not if it closed meanwhile", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    await script.pushChanges(2, message(3));
    await pass(499);
    expect(script.calls).toEqual([]);
    await script.pushChanges(1, message(2));
    await pass(1_000);
    expect(script.calls).toEqual([]);
    await script.pushChanges(4, message(5));
    await pass(500);
    expect(script.take("Sync").argument.cursors).toEqual([{ conversationId, epoch: "e1", rev: 3 }]);
  });

  test("continues an incomplete answer", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    await script.push({ name: "Behind", value: { conversationId, rev: 3 } });
    await script.take("Sync").answer({ conversations: [{ conversationId, epoch: "e1", to: 2, messages: [message(2)], mine: {}, complete: false, reset: false }] });
    expect(script.take("Sync").argument.cursors).toEqual([{ conversationId, epoch: "e1", rev: 2 }]);
  });

  test("looks after what is open every 30 seconds or so", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    await pass(30_000);
    expect(script.take("Sync").argument.cursors).toEqual([{ conversationId, epoch: "e1", rev: 1 }]);
  });

  test("loads the newest page again after a reset", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    script.answers.set(`/conversations/${conversationId}/messages`, { epoch: "e1", rev: 5000, seq: 2, messages: [message(2, { rev: 5000 })], mine: {}, moreBefore: true, moreAfter: false });
    await script.push({ name: "Behind", value: { conversationId, rev: 5000 } });
    await script.take("Sync").answer({ conversations: [{ conversationId, epoch: "e1", to: 5000, messages: [], mine: {}, complete: true, reset: true }] });
    expect(client.conversation(conversationId).getSnapshot()).toMatchObject({ isLoaded: true, moreBefore: true, messages: [{ seq: 2, rev: 5000 }] });
  });

  test("drops a conversation that the list lacks only when it is not found", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    script.answers.set("/conversations", { items: [] });
    script.answers.set(`/conversations/${conversationId}`, 503);
    await script.push({ name: "Resync", value: {} });
    expect(client.conversation(conversationId).getSnapshot().isHeld).toBe(true);
    script.answers.set(`/conversations/${conversationId}`, 404);
    await pass(30_000);
    expect(client.conversation(conversationId).getSnapshot().isHeld).toBe(false);
  });
});
