import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isCode } from "../src/index.ts";
import { conversationId, message, Script, settle } from "./script.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] }));
afterEach(() => void vi.useRealTimers());

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

describe("connecting", () => {
  test("asks Sync first, and lists only after its answer has proved the subscription", async () => {
    const script = new Script();
    const client = script.client();
    const connected = client.connect();
    await settle();
    expect(client.connection.getSnapshot().state).toBe("connecting");
    expect(script.requests).toEqual(["/me", "/server"]);
    const sync = script.take("Sync");
    expect(sync.argument).toEqual({ cursors: [] });
    await sync.answer({ conversations: [] });
    await connected;
    expect(script.requests).toEqual(["/me", "/server", "/conversations?limit=500"]);
    expect(client.conversations.getSnapshot().isLoaded).toBe(true);
  });

  test("tries for ever, asking who one is after a failed handshake", async () => {
    const script = new Script();
    script.isDown = true;
    const client = script.client();
    void client.connect();
    await settle();
    expect(client.connection.getSnapshot()).toMatchObject({ state: "offline" });
    for (let attempt = 0; attempt < 8; attempt++) await pass(30_000);
    expect(script.opened).toBeGreaterThan(8);
    expect(script.requests.filter((path) => path === "/me").length).toBe(script.opened);
    script.isDown = false;
    await pass(30_000);
    await script.take("Sync").answer({ conversations: [] });
    expect(client.connection.getSnapshot().state).toBe("online");
  });

  test("ends when the session is over", async () => {
    const script = new Script();
    script.answers.set("/me", 401);
    const client = script.client();
    await expect(client.connect()).rejects.toSatisfy((error) => isCode(error, "auth.required"));
    expect(client.connection.getSnapshot().state).toBe("signedOut");
    await pass(120_000);
    expect(script.opened).toBe(0);
  });

  test("comes back after 60 seconds when there were too many connections, and not before", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    await script.push({ name: "SessionEnded", value: { reason: "tooManyConnections" } });
    client.retryNow();
    await pass(59_000);
    expect(script.opened).toBe(1);
    await pass(1_000);
    expect(script.opened).toBe(2);
  });

  test("ends with the reason that the server gives", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    await script.push({ name: "SessionEnded", value: { reason: "deactivated" } });
    expect(client.connection.getSnapshot()).toEqual({ state: "signedOut", reason: "deactivated" });
  });

  test("gives up a link that shows no sign of life when the network changes", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    client.retryNow();
    await script.take("Sync").answer({ conversations: [] });
    await pass(5_000);
    expect(client.connection.getSnapshot().state).toBe("online");
    client.retryNow();
    await pass(5_000);
    expect(client.connection.getSnapshot().state).toBe("offline");
  });

  test("syncs what is open after a lost link, from its cursor", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client, 2);
    await script.drop();
    await pass(1_000);
    const sync = script.take("Sync");
    expect(sync.argument).toEqual({ cursors: [{ conversationId, epoch: "e1", rev: 2 }] });
    await sync.answer({ conversations: [{ conversationId, epoch: "e1", to: 3, messages: [message(3)], mine: {}, complete: true, reset: false }] });
    expect(client.conversation(conversationId).getSnapshot().messages.map((m) => m.seq)).toEqual([1, 2, 3]);
  });
});

describe("sending", () => {
  test("has one post in flight, in the order written", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const room = client.conversation(conversationId);
    const first = room.post("first");
    const second = room.post("second");
    expect(room.getSnapshot().pending.map((row) => [row.id, row.status])).toEqual([[first, "sending"], [second, "queued"]]);
    expect(script.calls.filter((call) => call.method === "Post").length).toBe(1);
    const post = script.take("Post");
    expect(post.argument).toEqual({ conversationId, id: first, text: "first" });
    await post.answer({ id: first, seq: 2, rev: 2, at: "2026-11-23T05:47:13.000Z" });
    expect(script.take("Post").argument.id).toBe(second);
    expect(room.getSnapshot().messages.map((m) => m.id)).toEqual(["m1", first]);
  });

  test("repeats a post whose answer was lost, under the same id", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const id = client.conversation(conversationId).post("once");
    script.take("Post");
    await script.drop();
    await pass(1_000);
    expect(script.take("Post").argument).toEqual({ conversationId, id, text: "once" });
  });

  test("waits as long as the server says, and lets no later post overtake", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const room = client.conversation(conversationId);
    const first = room.post("first");
    room.post("second");
    await script.take("Post").refuse("rate.limited", true, 700);
    await pass(699);
    expect(script.calls.filter((call) => call.method === "Post")).toEqual([]);
    await pass(1);
    expect(script.take("Post").argument.id).toBe(first);
  });

  test("keeps a refused post with its code until it is retried or discarded, and sends the next", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const room = client.conversation(conversationId);
    const first = room.post("far too long");
    const second = room.post("second");
    await script.take("Post").refuse("message.too_long", false);
    expect(room.getSnapshot().pending).toMatchObject([{ id: first, status: "failed", code: "message.too_long" }, { id: second, status: "sending" }]);
    await script.take("Post").answer({ id: second, seq: 2, rev: 2, at: "2026-11-23T05:47:13.000Z" });
    room.retry(first);
    await script.take("Post").refuse("message.too_long", false);
    room.discard(first);
    expect(room.getSnapshot().pending).toEqual([]);
  });

  test("does not send what the server would close the connection for", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const room = client.conversation(conversationId);
    room.post("ä".repeat(33_000));
    await settle();
    expect(script.calls).toEqual([]);
    expect(room.getSnapshot().pending).toMatchObject([{ status: "failed", code: "request.too_large" }]);
  });

  test("survives a reload, and forgets what is settled", async () => {
    const script = new Script();
    const before = script.client();
    await script.online(before);
    const id = before.conversation(conversationId).post("kept");
    before.close();
    await settle();
    const after = script.client();
    void after.connect();
    await settle();
    const post = script.take("Post");
    expect(post.argument).toEqual({ conversationId, id, text: "kept" });
    await post.answer({ id, seq: 2, rev: 2, at: "2026-11-23T05:47:13.000Z" });
    expect(script.storage.load(after.me.getSnapshot()!.id)).toEqual([]);
  });
});

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

describe("acting", () => {
  test("shows an edit at once, with the rev it was based on, and takes it back on a conflict", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const room = client.conversation(conversationId);
    const edited = room.edit("m1", "better");
    const refused = expect(edited).rejects.toSatisfy((error) => isCode(error, "message.edit_conflict"));
    expect(room.getSnapshot().messages[0]).toMatchObject({ text: "better", isChanging: true });
    await settle();
    const call = script.take("Edit");
    expect(call.argument).toEqual({ conversationId, id: "m1", text: "better", baseRev: 1 });
    await call.refuse("message.edit_conflict", false);
    await refused;
    expect(room.getSnapshot().messages[0]).toMatchObject({ text: "text 1", isChanging: false });
  });

  test("keeps a reaction shown until the state itself shows it", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const room = client.conversation(conversationId);
    const reacted = room.react("m1", "👍", true);
    expect(room.getSnapshot().messages[0]).toMatchObject({ mine: ["👍"], reactions: [{ emoji: "👍", count: 1 }] });
    await settle();
    await script.take("React").answer({ rev: 2 });
    await reacted;
    expect(room.getSnapshot().messages[0]).toMatchObject({ mine: ["👍"], reactions: [{ emoji: "👍", count: 1 }] });
    await script.pushChanges(1, message(1, { rev: 2, reactions: [{ emoji: "👍", count: 2, sample: ["you", "me"] }] }));
    expect(room.getSnapshot().messages[0]).toMatchObject({ mine: ["👍"], isChanging: false, reactions: [{ emoji: "👍", count: 2 }] });
  });

  test("repeats an act over a lost link", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const deleted = client.conversation(conversationId).delete("m1");
    await settle();
    script.take("Delete");
    await script.drop();
    await pass(1_000);
    await script.take("Delete").answer({ rev: 2 });
    await deleted;
  });

  test("tells at once how far one has read, and what follows soon after as one", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    await script.pushChanges(1, message(2), message(3), message(4));
    const room = client.conversation(conversationId);
    expect(room.getSnapshot().unread).toBe(3);
    room.markRead(2);
    room.markRead(3);
    room.markRead(4);
    expect(room.getSnapshot().unread).toBe(0);
    expect(client.conversations.getSnapshot().rows[0]?.unread).toBe(0);
    await settle();
    const first = script.take("MarkRead");
    expect(first.argument).toEqual({ conversationId, seq: 2 });
    await first.answer({ seq: 2, unread: 2 });
    expect(script.calls).toEqual([]);
    await pass(300);
    const second = script.take("MarkRead");
    expect(second.argument).toEqual({ conversationId, seq: 4 });
    await second.answer({ seq: 4, unread: 0 });
    await pass(300);
    expect(script.calls).toEqual([]);
  });
});

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
