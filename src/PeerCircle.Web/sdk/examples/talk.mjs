// Talks in a room from the terminal: shows the newest 20 messages and whatever comes, and posts every line typed, until the input ends.
//
//   PEERCIRCLE_EMAIL=ana@example.org PEERCIRCLE_PASSWORD=… node talk.mjs Pricing
import { createInterface } from "node:readline";
import { Api, PeerCircleClient, until } from "@peercircle/sdk";

const { PEERCIRCLE_URL: url = "http://localhost:5080", PEERCIRCLE_EMAIL: email = "", PEERCIRCLE_PASSWORD: password = "" } = process.env;
const [name = "Pricing"] = process.argv.slice(2);

const { token } = await new Api({ url }).accounts.signIn(email, password, "token");
const client = new PeerCircleClient({ url, token });
await client.connect();

const { rooms } = client.api;
const found = (await rooms.list({ query: name })).items.find((room) => room.name === name);
const { conversationId } = await (found === undefined ? rooms.create({ name, topic: "", tags: [] }) : rooms.join(found.id));
const room = client.conversation(conversationId);
const close = room.open();
const { newest } = await until(room, (view) => view.isLoaded);

const ended = new AbortController();
const shown = show();
for await (const line of createInterface({ input: process.stdin })) if (line.trim() !== "") room.post(line);

const { pending } = await until(room, (view) => view.pending.every((post) => post.status === "failed"));
for (const post of pending) console.error(`Not sent (${post.code}): ${post.text}`);
ended.abort();
await shown;
close();
await client.signOut();

async function show() {
  for await (const message of room.messages({ after: Math.max(0, newest - 20), signal: ended.signal })) {
    if (message.text === undefined) continue; // Deleted.
    const author = message.authorId === undefined ? undefined : await client.members.get(message.authorId);
    console.log(`${message.seq} ${author?.displayName ?? "·"}: ${message.text}`);
  }
}
