import { expect, test } from "vitest";
import { message, Script, underFakeTime } from "./script.ts";

underFakeTime();

test("messages are told as they come in, once: not when they change or are pushed again, nor tombstones, nor history", async () => {
  const script = new Script();
  const client = script.client();
  const told: string[] = [];
  const stop = client.onArrival((_, { id }) => told.push(id));
  await script.online(client, 3);
  expect(told).toEqual([]);
  await script.pushChanges(3, message(4), message(5, { authorId: "0197a000-0000-7000-8000-000000000001" }));
  await script.pushChanges(3, message(4), message(5));
  await script.pushChanges(5, message(4, { rev: 6, text: "changed" }), message(6, { rev: 7, deletedAt: "2026-11-23T05:47:12.345Z" }));
  expect(told).toEqual(["m4", "m5"]);
  stop();
  await script.pushChanges(7, message(7, { rev: 8 }));
  expect(told).toEqual(["m4", "m5"]);
});

test("messages of conversations that are not open are told too", async () => {
  const script = new Script();
  const client = script.client();
  const told: string[] = [];
  client.onArrival((_, { id }) => told.push(id));
  const close = await script.online(client, 3);
  close();
  await script.pushChanges(3, message(4));
  expect(told).toEqual(["m4"]);
});
