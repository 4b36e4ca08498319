// Writes what was said in a conversation, one JSON object for each message, oldest first. A number after the title goes on after that message.
//
//   PEERCIRCLE_EMAIL=ana@example.org PEERCIRCLE_PASSWORD=… node history.mjs Pricing 120
import { Api } from "@peercircle/sdk";

const { PEERCIRCLE_URL: url = "http://localhost:5080", PEERCIRCLE_EMAIL: email = "", PEERCIRCLE_PASSWORD: password = "" } = process.env;
const [title = "", seen = "0"] = process.argv.slice(2);

const { token } = await new Api({ url }).accounts.signIn(email, password, "token");
const api = new Api({ url, token });

const conversation = (await api.conversations.list()).find((one) => one.title === title);
if (conversation === undefined) {
  console.error(`You take part in no conversation with the title ${title}.`);
  process.exitCode = 1;
} else {
  for (let after = Number(seen), more = true; more; ) {
    const page = await api.conversations.messages(conversation.id, { after, limit: 100 });
    for (const { seq, createdAt, authorId, text } of page.messages) console.log(JSON.stringify({ seq, createdAt, authorId, text }));
    after = page.messages.at(-1)?.seq ?? after;
    more = page.moreAfter;
  }
}
await api.accounts.signOut();
