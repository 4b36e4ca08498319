import { describe, expect, test } from "vitest";
import { conversationId, message, pass, Script, settle, underFakeTime } from "./script.ts";

underFakeTime();

/** An open conversation with two messages of "you", who types. */
async function youType() {
  const script = new Script();
  const client = script.client();
  await script.online(client, 2);
  const room = client.conversation(conversationId);
  room.subscribe(() => undefined);
  await script.push({ name: "Typing", value: { conversationId, memberId: "you" } });
  expect(room.getSnapshot().typing).toEqual(["you"]);
  return { script, room, typing: () => room.getSnapshot().typing };
}

describe("typing", () => {
  test("is over after six seconds in which nothing more was heard", async () => {
    const { typing } = await youType();
    await pass(5_999);
    expect(typing()).toEqual(["you"]);
    await pass(1);
    expect(typing()).toEqual([]);
  });

  test("is over when their message comes", async () => {
    const { script, typing } = await youType();
    await script.pushChanges(2, message(3));
    expect(typing()).toEqual([]);
  });

  test("is over when their message comes after one's own later one was acknowledged", async () => {
    const { script, room, typing } = await youType();
    room.post("mine");
    await settle();
    const post = script.take("Post");
    await post.answer({ id: post.argument.id, seq: 4, rev: 4, at: "2026-11-23T05:47:12.345Z" });
    await script.pushChanges(2, message(3));
    expect(typing()).toEqual([]);
  });

  test("goes on when a message of theirs changes, as by somebody's reaction, or another posts", async () => {
    const { script, typing } = await youType();
    await script.pushChanges(2, message(2, { rev: 3, text: "edited" }));
    await script.pushChanges(3, message(3, { rev: 4, authorId: "other" }));
    expect(typing()).toEqual(["you"]);
  });
});
