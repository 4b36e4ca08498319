import { describe, expect, test } from "vitest";
import { PeerCircleError, type PeerCircleClient } from "../src/index.ts";
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
    const { script, client } = await withPages();
    script.answers.set(older, { epoch: "e1", rev: 4, seq: 4, messages: [message(2), message(3)], mine: {}, moreBefore: true, moreAfter: true });
    const seen: number[] = [];
    for await (const { seq } of client.conversation(conversationId).messages({ after: 1 })) {
      seen.push(seq);
      if (seq === 4) break;
    }
    expect(seen).toEqual([2, 3, 4]);
  });

  test("fails when the conversation is not one's own, and when the session ends", async () => {
    const script = new Script();
    const client = script.client();
    const early = next(client);
    await script.online(client);
    const there = next(client, 1);
    const other = next(client, 0, "0197a000-0000-7000-8000-00000000000d");
    expect(await other).toBe("not_found");
    expect(await early).toBe(1);
    await settle();
    client.close();
    expect(await there).toBe("auth.required");
    expect(await next(client)).toBe("auth.required");
  });

  test("fails when a page is of another history", async () => {
    const { script, client } = await withPages();
    script.answers.set(older, { epoch: "e2", rev: 4, seq: 4, messages: [message(2), message(3)], mine: {}, moreBefore: true, moreAfter: true });
    expect(await next(client, 1)).toBe("history.restored");
  });

  test("asks for a page again later and later, and no more once it is stopped", async () => {
    const { script, client } = await withPages();
    script.answers.set(older, 503);
    const stop = new AbortController();
    const ended = next(client, 1, conversationId, stop.signal);
    const times = () => script.requests.filter((request) => request === older).length;
    await settle();
    await pass(500 + 1_000 + 2_000);
    expect(times()).toBe(4);
    await pass(3_900);
    expect(times()).toBe(4);
    stop.abort();
    expect(await ended).toBeUndefined();
    await pass(60_000);
    expect(times()).toBe(4);
  });
});

const older = `/conversations/${conversationId}/messages?after=1&limit=100`;

/** What comes first: its seq, the code of a failure, or nothing at the end. */
async function next(client: PeerCircleClient, after = 0, id = conversationId, signal?: AbortSignal): Promise<unknown> {
  try {
    for await (const { seq } of client.conversation(id).messages({ after, ...(signal === undefined ? {} : { signal }) })) return seq;
    return undefined;
  } catch (error) {
    return error instanceof PeerCircleError ? error.code : error;
  }
}

/** Online, with the fourth message loaded only. */
async function withPages() {
  const script = new Script();
  const client = script.client();
  await script.online(client);
  script.answers.set(`/conversations/${conversationId}/messages`, { epoch: "e1", rev: 4, seq: 4, messages: [message(4)], mine: {}, moreBefore: true, moreAfter: false });
  await script.push({ name: "Behind", value: { conversationId, rev: 9 } });
  await script.take("Sync").answer({ conversations: [{ conversationId, epoch: "e1", to: 9, messages: [], mine: {}, complete: true, reset: true }] });
  return { script, client };
}
