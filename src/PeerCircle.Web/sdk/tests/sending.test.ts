import { describe, expect, test } from "vitest";
import { conversationId, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

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

  test("sends nothing of another page that has settled it or given it up", async () => {
    const script = new Script();
    const before = script.client();
    await script.online(before);
    const [kept, given] = ["kept", "given up"].map((text) => before.conversation(conversationId).post(text));
    before.close();
    const me = before.me.getSnapshot()!.id;
    script.isDown = true;
    const after = script.client();
    after.conversation(conversationId).open();
    void after.connect();
    await settle();
    script.storage.remove(me, given!);
    script.storage.save(me, { conversationId, id: "theirs", text: "written in another page since" });
    script.isDown = false;
    await pass(1_000);
    await script.take("Sync").answer({ conversations: [] });
    await script.take("Post").answer({ id: kept, seq: 2, rev: 2, at: "2026-11-23T05:47:13.000Z" });
    expect(script.calls.filter(({ method }) => method === "Post")).toEqual([]);
    expect(after.conversation(conversationId).getSnapshot().pending).toEqual([]);
    expect(script.storage.load(me).map(({ id }) => id)).toEqual(["theirs"]);
  });

  test("gives up what is for a conversation that is not one's own any more, and says so", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const room = client.conversation(conversationId);
    room.post("too late");
    room.post("later");
    await script.take("Post").refuse("not_found", false);
    expect(room.getSnapshot()).toMatchObject({ isHeld: false, pending: [] });
    expect(script.storage.load(client.me.getSnapshot()!.id)).toEqual([]);
    expect(script.calls.filter(({ method }) => method === "Post")).toEqual([]);
    expect(() => room.post("too late")).toThrow(expect.objectContaining({ code: "not_found" }));
  });

  test("keeps what was written before one knew who one is", async () => {
    const script = new Script();
    script.isUnreachable = true;
    const before = script.client();
    before.connect().catch(() => undefined);
    const id = before.conversation(conversationId).post("early");
    void before.conversation(conversationId).react("m1", "👍", true).catch(() => undefined);
    await settle();
    script.isUnreachable = false;
    script.isDown = true;
    await pass(1_000);
    const me = before.me.getSnapshot()!.id;
    expect(script.storage.load(me).map((post) => post.id)).toEqual([id]);
    expect(script.storage.loadActs(me).length).toBe(1);
    expect([script.storage.load(""), script.storage.loadActs("")]).toEqual([[], []]);
    before.close();
    script.isDown = false;
    const after = script.client();
    void after.connect();
    await settle();
    await script.take("Sync").answer({ conversations: [] });
    await script.take("Post").answer({ id, seq: 2, rev: 2, at: "2026-11-23T05:47:13.000Z" });
    await script.take("React").answer({ rev: 3 });
    expect([script.storage.load(me), script.storage.loadActs(me)]).toEqual([[], []]);
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
