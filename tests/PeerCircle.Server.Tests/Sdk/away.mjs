// Keeps a conversation; told a seq and a digest, loads all up to that seq and says when what it shows has that digest.
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { PeerCircleClient, until } from "@peercircle/sdk";

const { PEERCIRCLE_URL: url, PEERCIRCLE_TOKEN: token, PEERCIRCLE_CONVERSATION: conversationId } = process.env;
const client = new PeerCircleClient({ url, token });
await client.connect();
const room = client.conversation(conversationId);
const close = room.open();
await until(room, (view) => view.isLoaded);
console.log("loaded");

for await (const line of createInterface({ input: process.stdin })) {
  const [seq, digest] = line.split(" ");
  const isWhole = ({ isLoaded, messages }) => isLoaded && messages.at(-1)?.seq === Number(seq);
  for (let view = await until(room, isWhole); view.moreBefore; view = await until(room, isWhole)) await room.loadOlder();
  await until(room, ({ messages }) => digestOf(messages) === digest);
  console.log(`shows ${digest}`);
}
close();
client.close();

function digestOf(messages) {
  const hash = createHash("sha256");
  for (const { id, seq, rev, text = "", reactions = [], editedAt = "", deletedAt = "", mine } of messages) {
    const counts = reactions.map(({ emoji, count, sample }) => `${emoji} ${count} ${sample.join(" ")}`).join();
    hash.update(`${id}|${seq}|${rev}|${text}|${counts}|${editedAt}|${deletedAt}|${[...mine].sort().join(" ")}\n`);
  }
  return hash.digest("hex");
}
