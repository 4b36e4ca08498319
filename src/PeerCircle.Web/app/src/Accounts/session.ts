import { Observable, PeerCircleClient } from "@peercircle/sdk";
import type { Session } from "./SessionContext.ts";

function begin(): Session {
  const client = new PeerCircleClient();
  client.connect().catch(() => undefined); // Its state says so.
  return { client, members: client.members };
}

/** The one live session of the page; outside of what is drawn, so that drawing twice does not connect twice. */
export const session = new Observable<Session>(begin());

/** After signing in: the session of whoever the cookie now says. */
export function renewSession(): void {
  session.getSnapshot().client.close();
  session.set(begin());
}
