import { describe, expect, test } from "vitest";
import { isCode } from "../src/index.ts";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

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

  test("edits on top of one's own edit before its push has come, and not on top of another's", async () => {
    const script = new Script();
    const client = script.client();
    await script.online(client);
    const room = client.conversation(conversationId);
    const edits = [room.edit("m1", "better"), room.edit("m1", "best")];
    await settle();
    await script.take("Edit").answer({ rev: 3 });
    const second = script.take("Edit");
    expect(second.argument).toMatchObject({ text: "best", baseRev: 3 });
    await second.answer({ rev: 4 });
    await Promise.all(edits);
    await script.pushChanges(1, message(1, { rev: 7, text: "by another device" }));
    edits.push(room.edit("m1", "seen", 7));
    await settle();
    await script.take("Edit").answer({ rev: 8 });
    edits.push(room.edit("m1", "not seen", 4));
    await settle();
    const last = script.take("Edit");
    expect(last.argument).toMatchObject({ text: "not seen", baseRev: 4 });
    await last.answer({ rev: 9 });
    await Promise.all(edits);
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
