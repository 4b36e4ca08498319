import { IndexedDbOfflineStorage, Observable, PeerCircleClient } from "@peercircle/sdk";
import { dropDrafts } from "../Conversations/Writing/drafts.ts";
import type { Session } from "./SessionContext.ts";

function begin(): Session {
  const client = new PeerCircleClient({ offline: new IndexedDbOfflineStorage() });
  client.connection.subscribe(() => forget(client));
  client.connect().catch(() => undefined); // Its state says so.
  return { client, members: client.members };
}

/** Whoever ended a session wants nothing left of it here; words begun in one that merely ran out wait for the same member's next one. */
function forget(client: PeerCircleClient): void {
  const { state, reason } = client.connection.getSnapshot();
  const me = client.me.getSnapshot();
  if (state === "signedOut" && reason !== undefined && reason !== "expired" && me !== undefined) dropDrafts(me.id);
}

/** The one live session of the page; outside of what is drawn, so that drawing twice does not connect twice. */
export const session = new Observable<Session>(begin());

/** After signing in: the session of whoever the cookie now says. */
export function renewSession(): void {
  session.getSnapshot().client.close();
  session.set(begin());
}
