import { describe, expect, test } from "vitest";
import type { OfflineStorage } from "../src/index.ts";
import { gatherMs } from "../src/offline/keeper.ts";
import { Device } from "./device.ts";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

describe("a page opened offline", () => {
  test("shows oneself, the conversations and what was read last, though nobody answers", async () => {
    const device = await new Device().online();
    device.client.members.learn([{ id: "you", displayName: "Yu", role: "member", createdAt: "2026-11-23T05:47:12.345Z" }]);
    await pass(gatherMs);
    await device.againOffline();
    expect(device.client.connection.getSnapshot().state).toBe("offline");
    expect(device.client.me.getSnapshot()?.displayName).toBe("Me");
    expect(device.client.server.getSnapshot()?.limits.messageCharacters).toBe(8000);
    expect(device.client.members.find("you")?.displayName).toBe("Yu");
    expect(device.client.conversations.getSnapshot()).toMatchObject({ isLoaded: false, rows: [{ id: conversationId, title: "Room", unread: 0, readSeq: 3 }] });
    expect(device.room.getSnapshot()).toMatchObject({ isHeld: true, isLoaded: true, moreBefore: false });
    expect(device.shown).toEqual(["text 1", "text 2", "text 3"]);
  });

  test("shows what was written and not sent, and sends it once and in order when the server is back", async () => {
    const device = await new Device().online();
    device.script.isUnreachable = true;
    await device.script.drop();
    device.room.post("first");
    await device.againOffline();
    device.room.post("second");
    await device.again();
    device.room.post("third");
    expect(device.shown).toEqual(["text 1", "text 2", "text 3", "first", "second", "third"]);
    const sync = await device.reach();
    expect(sync.argument).toEqual({ cursors: [{ conversationId, epoch: "e1", rev: 3 }] });
    await sync.answer({ conversations: [{ conversationId, epoch: "e1", to: 4, messages: [message(4)], mine: {}, complete: true, reset: false }] });
    for (const [index, text] of ["first", "second", "third"].entries()) {
      const post = device.script.take("Post");
      expect(post.argument.text).toBe(text);
      expect(device.script.calls.filter(({ method }) => method === "Post")).toEqual([]);
      await post.answer({ id: post.argument.id, seq: 5 + index, rev: 5 + index, at: "2026-11-23T05:48:00.000Z" });
    }
    expect(device.shown).toEqual(["text 1", "text 2", "text 3", "text 4", "first", "second", "third"]);
    expect(device.room.getSnapshot().pending).toEqual([]);
  });

  test("tells what was read offline in an earlier life, and shows no badge for it", async () => {
    const device = await new Device().online();
    await device.script.pushChanges(3, message(4));
    await pass(gatherMs);
    device.script.isUnreachable = true;
    await device.script.drop();
    device.room.markRead(4);
    await pass(gatherMs);
    await device.againOffline();
    expect(device.room.getSnapshot()).toMatchObject({ readSeq: 4, unread: 0 });
    device.script.answers.set("/conversations", { items: [{ id: conversationId, kind: "room", title: "Room", version: 1, epoch: "e1", rev: 4, seq: 4, readSeq: 3, unread: 1 }] });
    await (await device.reach()).answer({ conversations: [] });
    await settle();
    const told = device.script.take("MarkRead");
    expect(told.argument).toEqual({ conversationId, seq: 4 });
    await told.answer({ seq: 4, unread: 0 });
    expect(device.room.getSnapshot().unread).toBe(0);
  });

  test("asks for no page of what it has, and syncs what has changed elsewhere too", async () => {
    const device = await new Device().online();
    const other = "0197a000-0000-7000-8000-00000000000d";
    device.script.answers.set("/conversations", {
      items: [conversationId, other].map((id) => ({ id, kind: "room", title: "Room", version: 1, epoch: "e1", rev: 3, seq: 3, readSeq: 3, unread: 0 })),
    });
    device.script.answers.set(`/conversations/${other}/messages`, device.script.answers.get(`/conversations/${conversationId}/messages`));
    await device.script.push({ name: "Resync", value: {} });
    const close = device.client.conversation(other).open();
    await settle();
    close();
    await pass(gatherMs);
    device.script.answers.set("/conversations", {
      items: [{ id: conversationId, rev: 3, seq: 3 }, { id: other, rev: 9, seq: 4 }].map((facts) => ({ kind: "room", title: "Room", version: 1, epoch: "e1", readSeq: 3, ...facts })),
    });
    await device.againOffline();
    device.script.requests.length = 0;
    await (await device.reach()).answer({ conversations: [] });
    await settle();
    expect(device.script.requests.filter((path) => path.includes("/messages"))).toEqual([]);
    expect(device.script.take("Sync").argument).toEqual({ cursors: [{ conversationId: other, epoch: "e1", rev: 3 }] });
  });

  test("drops what it had when the server's history is another, or has gone on too far", async () => {
    const device = await new Device().online();
    await device.againOffline();
    device.script.answers.set(`/conversations/${conversationId}/messages`, { epoch: "e2", rev: 1, seq: 1, messages: [message(1, { text: "restored" })], mine: {}, moreBefore: false, moreAfter: false });
    device.script.answers.set(`/conversations/${conversationId}`, { id: conversationId, kind: "room", title: "Room", version: 1, epoch: "e2", rev: 1, seq: 1, readSeq: 1, unread: 0 });
    await (await device.reach()).answer({ conversations: [{ conversationId, epoch: "e2", to: 1, messages: [], mine: {}, complete: true, reset: true }] });
    await settle();
    expect(device.shown).toEqual(["restored"]);
    await pass(gatherMs);
    await device.againOffline();
    expect(device.shown).toEqual(["restored"]);
  });
});

describe("what is kept", () => {
  test("is shown however long it takes to be read, unless the server has been quicker", async () => {
    const device = await new Device().online();
    device.offline.takesMs = 60_000;
    await device.againOffline();
    await pass(59_000);
    expect(device.client.me.getSnapshot()).toBeUndefined();
    await pass(1_000);
    expect(device.shown).toEqual(["text 1", "text 2", "text 3"]);

    await device.againOffline();
    device.script.isUnreachable = false;
    device.script.answers.set("/me", { ...(device.script.answers.get("/me") as object), displayName: "Renamed" });
    await pass(59_000);
    expect(device.client.me.getSnapshot()?.displayName).toBe("Renamed");
    await pass(1_000);
    expect(device.client.me.getSnapshot()?.displayName).toBe("Renamed");
  });

  test("goes at once with a conversation that is taken away", async () => {
    const device = await new Device().online();
    expect(await device.offline.names()).toContain(`page/${conversationId}`);
    await device.script.push({ name: "ConversationRemoved", value: { conversationId, version: 2 } });
    expect(await device.offline.names()).not.toContain(`page/${conversationId}`);
    expect(await device.offline.names()).not.toContain(`facts/${conversationId}`);
  });

  test("is written a moment after it changed, all together, and only what changed", async () => {
    const device = await new Device().online();
    device.offline.saved.length = 0;
    for (let seq = 4; seq < 104; seq++) await device.script.pushChanges(seq - 1, message(seq));
    expect(device.offline.saved).toEqual([]);
    await pass(gatherMs);
    expect(device.offline.saved.map((changes) => [...changes.keys()])).toEqual([[`facts/${conversationId}`, `page/${conversationId}`]]);
    await device.script.push({ name: "Resync", value: {} });
    await pass(gatherMs);
    expect(device.offline.saved.length).toBe(1);
  });

  test("is what one has changed about oneself, too", async () => {
    const device = await new Device().online();
    device.script.answers.set("/me", { ...device.client.me.getSnapshot(), displayName: "Myself" });
    await device.client.changeMe({ displayName: "Myself" });
    await pass(gatherMs);
    await device.againOffline();
    expect(device.client.me.getSnapshot()?.displayName).toBe("Myself");
  });

  test("is not written again for having been read", async () => {
    const device = await new Device().online();
    device.offline.saved.length = 0;
    await device.again();
    await device.script.take("Sync").answer({ conversations: [] });
    await pass(gatherMs);
    expect(device.offline.saved.flatMap((changes) => [...changes.keys()])).not.toContain(`page/${conversationId}`);
  });

  test("is at most the newest hundred messages, up to where something is missing", async () => {
    const device = await new Device().online(150);
    await device.script.pushChanges(151, message(152));
    await pass(gatherMs);
    await device.againOffline();
    const { messages, moreBefore, moreAfter } = device.room.getSnapshot();
    expect([messages[0]?.seq, messages.at(-1)?.seq, messages.length]).toEqual([51, 150, 100]);
    expect({ moreBefore, moreAfter }).toEqual({ moreBefore: true, moreAfter: false });
    expect((await device.reach()).argument).toEqual({ cursors: [{ conversationId, epoch: "e1", rev: 150 }] });
  });

  test("is no state that a receipt made, the server's own comes with the next answer", async () => {
    const device = await new Device().online();
    device.room.post("mine");
    const post = device.script.take("Post");
    await post.answer({ id: post.argument.id, seq: 4, rev: 4, at: "2026-11-23T05:48:00.000Z" });
    await pass(gatherMs);
    await device.againOffline();
    expect(device.shown).toEqual(["text 1", "text 2", "text 3"]);
    expect((await device.reach()).argument).toEqual({ cursors: [{ conversationId, epoch: "e1", rev: 3 }] });
  });

  test("are one's own reactions, too", async () => {
    const device = await new Device().online();
    await device.script.push({ name: "Reacted", value: { conversationId, messageId: "m2", emoji: "👍", on: true, rev: 4 } });
    await device.script.pushChanges(3, message(2, { rev: 4, reactions: [{ emoji: "👍", count: 1 }] }));
    await pass(gatherMs);
    await device.againOffline();
    expect(device.room.getSnapshot().messages.map(({ mine }) => mine)).toEqual([[], ["👍"], []]);
  });

  test("are the pages of the twenty conversations opened last", async () => {
    const device = await new Device().online();
    const ids = Array.from({ length: 25 }, (_, index) => `c${index}`);
    device.script.answers.set("/conversations", { items: ids.map((id) => ({ id, kind: "room", title: id, version: 1, epoch: "e1", rev: 1, seq: 1, readSeq: 1, unread: 0 })) });
    for (const id of ids) device.script.answers.set(`/conversations/${id}/messages`, { epoch: "e1", rev: 1, seq: 1, messages: [message(1)], mine: {}, moreBefore: false, moreAfter: false });
    await device.script.push({ name: "Resync", value: {} });
    for (const id of ids) {
      const close = device.client.conversation(id).open();
      await pass(gatherMs);
      close();
    }
    await pass(gatherMs);
    const names = await device.offline.names();
    expect(names.filter((name) => name.startsWith("facts/")).length).toBe(25);
    expect(names.filter((name) => name.startsWith("page/")).length).toBe(20);
    expect(names).toContain("page/c24");
    expect(names).not.toContain("page/c0");
  });

  test("goes with a conversation that is taken away", async () => {
    const device = await new Device().online();
    expect(await device.offline.names()).toContain(`page/${conversationId}`);
    await device.script.push({ name: "ConversationRemoved", value: { conversationId, version: 2 } });
    await pass(gatherMs);
    expect((await device.offline.names()).filter((name) => name.includes(conversationId))).toEqual([]);
  });
});

describe("what cannot be relied on", () => {
  test.each([
    ["nothing at all", () => []],
    ["another form", (entries: [string, unknown][]) => entries.map(([name]) => [name, { form: 99 }])],
    ["no session", (entries: [string, unknown][]) => entries.filter(([name]) => name !== "session")],
    ["texts for objects", (entries: [string, unknown][]) => entries.map(([name]) => [name, "…"])],
    ["a member without a name", (entries: [string, unknown][]) => entries.map(([name, value]) => (name === "session" ? [name, { ...(value as object), me: { id: "me" } }] : [name, value]))],
  ])("%s leaves an empty start", async (_, spoil) => {
    const device = await new Device().online();
    const { owner, claim, entries } = (await device.offline.load())!;
    await device.offline.clear(claim);
    await device.offline.save(await device.offline.begin(owner), new Map(spoil([...entries]) as [string, unknown][]));
    await device.againOffline();
    expect(device.client.me.getSnapshot()).toBeUndefined();
    expect(device.client.conversations.getSnapshot().rows).toEqual([]);
    await (await device.reach()).answer({ conversations: [] });
    await settle();
    expect(device.client.connection.getSnapshot().state).toBe("online");
    expect(device.shown).toEqual(["text 1", "text 2", "text 3"]);
  });

  test.each([
    ["messages that are none", (page: any) => ({ ...page, messages: [1, null, "m"] })],
    ["a message without words", (page: any) => ({ ...page, messages: page.messages.map(({ text: _, ...rest }: any) => rest) })],
    ["a hole", (page: any) => ({ ...page, messages: page.messages.toSpliced(1, 1) })],
    ["reactions that are none", (page: any) => ({ ...page, messages: page.messages.map((m: any) => ({ ...m, reactions: [{ emoji: 1 }] })) })],
    ["no mine", (page: any) => ({ ...page, mine: undefined })],
    ["another epoch than the facts", (page: any) => ({ ...page, epoch: "e0" })],
  ])("a page with %s is not shown, and comes from the server", async (_, spoil) => {
    const device = await new Device().online();
    const { claim, entries } = (await device.offline.load())!;
    const kept = entries.get(`page/${conversationId}`) as any;
    await device.offline.save(claim, new Map([[`page/${conversationId}`, { ...kept, page: spoil(kept.page) }]]));
    await device.againOffline();
    expect(device.client.me.getSnapshot()?.displayName).toBe("Me");
    expect(device.room.getSnapshot().isLoaded).toBe(false);
    await (await device.reach()).answer({ conversations: [] });
    await settle();
    expect(device.shown).toEqual(["text 1", "text 2", "text 3"]);
  });

  test("is not shown after 30 days without a word of the server", async () => {
    const device = await new Device().online();
    device.client.close();
    await pass(31 * 24 * 3_600_000);
    await device.againOffline();
    expect(device.client.me.getSnapshot()).toBeUndefined();
  });

  test("a storage that never answers is not waited for longer than two seconds", async () => {
    const script = new Script();
    const silent: OfflineStorage = { load: () => new Promise(() => {}), begin: () => Promise.reject(new Error("broken")), save: () => Promise.reject(new Error("broken")), clear: () => Promise.reject(new Error("broken")) };
    const client = script.client({ offline: silent });
    void client.connect();
    await pass(2_000);
    await script.take("Sync").answer({ conversations: [] });
    expect(client.connection.getSnapshot().state).toBe("online");
    await pass(gatherMs);
  });
});
