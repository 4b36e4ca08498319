// Asks a mentor: finds members who offer to mentor in a topic, and writes to the first one. Over HTTP alone, without a connection that stays.
//
//   PEERCIRCLE_EMAIL=ana@example.org PEERCIRCLE_PASSWORD=… node mentor.mjs pricing "May I ask you about my first price list?"
import { setTimeout as delay } from "node:timers/promises";
import { Api, newId, PeerCircleError } from "@peercircle/sdk";

const { PEERCIRCLE_URL: url = "http://localhost:5080", PEERCIRCLE_EMAIL: email = "", PEERCIRCLE_PASSWORD: password = "" } = process.env;
const [topic = "", question = ""] = process.argv.slice(2);

const { token, member: me } = await new Api({ url }).accounts.signIn(email, password, "token");
const api = new Api({ url, token });

const { items } = await api.accounts.members({ mentor: true, topic });
const mentor = items.find(({ id }) => id !== me.id);
if (mentor === undefined) {
  console.log(`Nobody mentors in ${topic} yet.`);
} else {
  const { conversationId } = await api.conversations.openDirect(mentor.id);
  const id = newId(); // Made once: however often it is sent, it is posted once.
  const { seq } = await untilDecided(() => api.conversations.post(conversationId, { id, text: question }));
  console.log(`Asked ${mentor.displayName}, message ${seq}.`);
}
await api.accounts.signOut();

/**
 * Repeats a call that may run twice until the server has decided.
 * @template T
 * @param {() => Promise<T>} call
 * @returns {Promise<T>}
 */
async function untilDecided(call) {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof PeerCircleError) || !error.retryable) throw error;
      await delay(error.retryAfterMs ?? 1_000);
    }
  }
}
