import { describe, expect, test, vi } from "vitest";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

const path = `/conversations/${conversationId}/members`;
const mine = { memberId: "0197a000-0000-7000-8000-000000000001", role: "host", readSeq: 2 };

function times(script: Script): number {
  return script.requests.filter((request) => request.startsWith(path)).length;
}

describe("who takes part", () => {
  test("is asked for when wanted, once, and tells how far the others have read", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client, 2);
    script.answers.set(path, { items: [mine, { memberId: "you", role: "member", readSeq: 1 }] });
    const room = client.conversation(conversationId);
    await Promise.all([room.loadMembers(), room.loadMembers()]);
    expect(times(script)).toBe(1);
    expect(room.members.getSnapshot().map((m) => m.role)).toEqual(["host", "member"]);
    expect([...room.getSnapshot().readBy]).toEqual([["you", 1]]);
    await script.push({ name: "ReadMoved", value: { conversationId, memberId: "you", seq: 2 } });
    expect([...room.getSnapshot().readBy]).toEqual([["you", 2]]);
  });

  test("is asked for only when the link is proven, and again with each link", async () => {
    const script = new Script();
    const client = script.client();
    script.answers.set(path, { items: [mine] });
    void client.conversation(conversationId).loadMembers();
    await settle();
    expect(times(script)).toBe(0);
    await script.online(client, 2);
    expect(times(script)).toBe(1);
    await script.drop();
    script.answers.set(path, { items: [mine, { memberId: "you", role: "member", readSeq: 2 }] });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(times(script)).toBe(1);
    await script.take("Sync").answer({ conversations: [] });
    await settle();
    expect(times(script)).toBe(2);
    expect([...client.conversation(conversationId).getSnapshot().readBy]).toEqual([["you", 2]]);
  });

  test("is asked for again when somebody comes or goes, and not when somebody speaks", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client, 1);
    script.answers.set(path, { items: [mine] });
    await client.conversation(conversationId).loadMembers();
    await script.pushChanges(1, message(2));
    expect(times(script)).toBe(1);
    script.answers.set(path, { items: [mine, { memberId: "new", role: "member" }] });
    await script.pushChanges(2, message(3, { kind: "system" }));
    expect(times(script)).toBe(2);
    expect(client.conversation(conversationId).members.getSnapshot().map((m) => m.memberId)).toContain("new");
  });

  test("is not asked for because oneself has left or was removed", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client, 1);
    script.answers.set(path, { items: [mine] });
    await client.conversation(conversationId).loadMembers();
    await script.pushChanges(1, message(2, { kind: "system", card: { type: "left", memberId: mine.memberId } }));
    await script.pushChanges(2, message(3, { kind: "system", card: { type: "removed", memberId: mine.memberId, by: "you" } }));
    expect(times(script)).toBe(1);
    await script.pushChanges(3, message(4, { kind: "system", card: { type: "removed", memberId: "you", by: mine.memberId } }));
    expect(times(script)).toBe(2);
  });

  test("is asked for again with a new link where a conversation is open, and elsewhere once it is opened or they are wanted", async () => {
    const script = new Script();
    const client = script.client();
    const close = await script.online(client, 2);
    script.answers.set(path, { items: [mine] });
    const room = client.conversation(conversationId);
    await room.loadMembers();
    close();
    await linkAgain(script);
    expect(times(script)).toBe(1);
    await room.loadMembers();
    expect(times(script)).toBe(2);
    await linkAgain(script);
    room.open();
    await settle();
    expect(times(script)).toBe(3);
  });

  test("is asked for after a failure, later and later, and when events were lost", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client, 2);
    script.answers.set(path, 503);
    const room = client.conversation(conversationId);
    const loaded = room.loadMembers();
    await pass(500);
    await pass(999);
    expect(times(script)).toBe(2);
    script.answers.set(path, { items: [mine] });
    await pass(1);
    await loaded;
    expect(times(script)).toBe(3);
    script.answers.set(path, 503);
    await script.push({ name: "Resync", value: {} });
    expect(times(script)).toBe(4);
    script.answers.set(path, { items: [mine, { memberId: "new", role: "member" }] });
    await pass(1_000);
    expect(room.members.getSnapshot().length).toBe(2);
  });

  test("cannot be known of a conversation that is not one's own, nor beyond the session", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client, 2);
    await expect(client.conversation(conversationId).loadMembers()).rejects.toMatchObject({ code: "not_found" });
    await script.drop();
    const asked = client.conversation(conversationId).loadMembers();
    client.close();
    await expect(asked).rejects.toMatchObject({ code: "auth.required" });
    await expect(client.conversation(conversationId).loadMembers()).rejects.toMatchObject({ code: "auth.required" });
  });

  test("is nobody for another member, until they have asked", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client, 2);
    script.answers.set(path, { items: [mine] });
    const room = client.conversation(conversationId);
    await room.loadMembers();
    script.isUnreachable = true;
    await script.drop();
    await pass(600);
    script.isUnreachable = false;
    script.answers.set("/me", { ...client.me.getSnapshot(), id: "0197a000-0000-7000-8000-000000000002" });
    script.answers.set("/conversations", { items: [] });
    script.answers.set(path, 404);
    await linkAgain(script, false);
    expect(room.members.getSnapshot()).toEqual([]);
  });
});

async function linkAgain(script: Script, isDropped = true): Promise<void> {
  if (isDropped) await script.drop();
  await pass(1_000);
  await script.take("Sync").answer({ conversations: [] });
  await settle();
}
