import { describe, expect, test, vi } from "vitest";
import { isCode, MemoryOfflineStorage } from "../src/index.ts";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

const members = `/conversations/${conversationId}/members`;

/** A conversation that is open, and whose members are known, has just been taken away. */
async function takenAway() {
  const script = new Script();
  const client = script.client();
  await script.online(client, 2);
  const room = client.conversation(conversationId);
  script.answers.set(members, { items: [{ memberId: "you", role: "member" }] });
  await room.loadMembers();
  await script.push({ name: "ConversationRemoved", value: { conversationId, version: 2 } });
  return { script, room };
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
    expect(script.requests).toEqual(["/me", "/server", "/conversations?limit=500", "/notifications"]);
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

  test("loads what was given back while the link was down, and who takes part in it now", async () => {
    const { script, room } = await takenAway();
    await script.drop();
    expect(room.getSnapshot().isHeld).toBe(false);
    script.answers.set(members, { items: [{ memberId: "new", role: "member" }] });
    script.answers.set("/conversations", { items: [{ id: conversationId, kind: "room", title: "Room", version: 3, epoch: "e1", rev: 2, seq: 2, readSeq: 2, unread: 0 }] });
    await pass(1_000);
    await script.take("Sync").answer({ conversations: [] });
    await settle();
    expect(room.getSnapshot()).toMatchObject({ isHeld: true, isLoaded: true, messages: [{ seq: 1 }, { seq: 2 }] });
    await script.pushChanges(2, message(3));
    expect(room.getSnapshot().messages.length).toBe(3);
    expect(room.members.getSnapshot()).toEqual([{ memberId: "new", role: "member" }]);
  });

  test("takes those who take part anew when it is given back", async () => {
    const { script, room } = await takenAway();
    script.answers.set(members, { items: [{ memberId: "new", role: "member" }] });
    await script.push({ name: "ConversationChanged", value: { conversation: { id: conversationId, kind: "room", title: "Room", version: 3, epoch: "e1", rev: 2, seq: 2 } } });
    expect(room.members.getSnapshot()).toEqual([{ memberId: "new", role: "member" }]);
  });

  test.each(["identify", "handshake"])("gives up an attempt that hangs after 15 seconds (%s)", async (part) => {
    const script = new Script();
    const client = script.client();
    script.isHanging = part;
    void client.connect();
    await pass(14_900);
    expect(client.connection.getSnapshot().state).toBe("connecting");
    await pass(200);
    expect(client.connection.getSnapshot().state).toBe("offline");
    script.isHanging = undefined;
    await pass(1_000);
    await script.take("Sync").answer({ conversations: [] });
    expect(client.connection.getSnapshot().state).toBe("online");
  });

  test.each(["identify", "handshake"])("tries anew at once when asked to while an attempt hangs, and stops a link that comes late (%s)", async (part) => {
    const script = new Script();
    const client = script.client();
    script.isHanging = part;
    void client.connect();
    await pass(1_500);
    script.isHanging = undefined;
    client.retryNow();
    await pass(0);
    await script.take("Sync").answer({ conversations: [] });
    expect(client.connection.getSnapshot().state).toBe("online");
    script.release();
    await settle();
    expect(script.stopped).toBe(part === "handshake" ? 1 : 0);
    expect(client.connection.getSnapshot().state).toBe("online");
  });

  test("waits for nothing of a lost link before the next one, nor before it ends", async () => {
    const script = new Script();
    const client = script.client();
    void client.connect().catch(() => undefined);
    await settle();
    await script.take("Sync").refuse("rate.limited", true, 60_000);
    await script.drop();
    await pass(1_000);
    await script.take("Sync").refuse("rate.limited", true, 60_000);
    client.close();
    await settle();
    expect(client.connection.getSnapshot().state).toBe("signedOut");
  });

  test("is not kept from it by what cannot be restored", async () => {
    const offline = new MemoryOfflineStorage();
    const before = new Script().client({ offline });
    before.connect().catch(() => undefined);
    await pass(2_000);
    before.close();
    const script = new Script();
    script.storage.load = () => {
      script.storage.load = () => [];
      throw new Error("broken");
    };
    const after = script.client({ offline });
    void after.connect();
    await settle();
    await script.take("Sync").answer({ conversations: [] });
    expect(after.connection.getSnapshot().state).toBe("online");
  });

  test("is over at once for a client that was closed, also before it began", async () => {
    const client = new Script().client();
    const reacted = client.conversation(conversationId).react("m1", "👍", true);
    client.close();
    await expect(reacted).rejects.toMatchObject({ code: "auth.required" });
    await expect(client.connect()).rejects.toMatchObject({ code: "auth.required" });
    expect(client.connection.getSnapshot().state).toBe("signedOut");
  });

  test("leaves no timer behind when it is closed while much waits", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client, 2);
    const room = client.conversation(conversationId);
    room.post("limited");
    await script.take("Post").refuse("rate.limited", true, 60_000);
    void room.edit("m1", "limited").catch(() => undefined);
    await settle();
    await script.take("Edit").refuse("rate.limited", true, 60_000);
    await script.pushChanges(2, message(3));
    room.markRead(3);
    await settle();
    await script.take("MarkRead").answer({ seq: 3, unread: 0 });
    await script.push({ name: "Typing", value: { conversationId, memberId: "you" } });
    await script.push({ name: "Draining", value: { reconnectInMs: 60_000 } });
    script.answers.set("/conversations", 503);
    await script.push({ name: "Resync", value: {} });
    await script.take("Sync").refuse("rate.limited", true, 60_000);
    client.close();
    await settle();
    expect(vi.getTimerCount()).toBe(0);
  });

  test("leaves no timer behind that would keep a program alive", async () => {
    const script = new Script();
    script.answers.set("/sessions/current", {});
    const client = script.client();
    const close = await script.online(client);
    close();
    await client.signOut();
    await settle();
    expect(vi.getTimerCount()).toBe(0);
  });
});
