// Several clients of one member: writes each state that each of them comes to be in, with the milliseconds that it waits for the next attempt. Ends with its input.
import { PeerCircleClient } from "@peercircle/sdk";

const { PEERCIRCLE_URL: url, PEERCIRCLE_TOKEN: token, PEERCIRCLE_CLIENTS: number, PEERCIRCLE_HASTE: haste } = process.env;

const clients = Array.from({ length: Number(number) }, () => new PeerCircleClient({ url, token, random: () => Math.random() / Number(haste) }));
for (const [index, { connection }] of clients.entries()) {
  connection.subscribe(() => {
    const { state, retryAt } = connection.getSnapshot();
    console.log([index, state, ...(retryAt === undefined ? [] : [Math.round(retryAt - Date.now())])].join(" "));
  });
}
for (const client of clients) client.connect().catch(() => undefined);
for await (const _ of process.stdin);
for (const client of clients) client.close();
