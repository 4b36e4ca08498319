import { Observable, PeerCircleClient, type Me } from "@peercircle/sdk";
import { createContext, useContext } from "react";
import { MemberDirectory } from "./memberDirectory.ts";

export interface Session {
  readonly client: PeerCircleClient;
  readonly members: MemberDirectory;
}

function begin(): Session {
  const client = new PeerCircleClient();
  client.connect().catch(() => undefined); // Its state says so.
  return { client, members: new MemberDirectory(client.api) };
}

/** The one live session of the page; outside of what is drawn, so that drawing twice does not connect twice. */
export const session = new Observable<Session>(begin());

/** After signing in: the session of whoever the cookie now says. */
export function renewSession(): void {
  session.getSnapshot().client.close();
  session.set(begin());
}

export const SessionContext = createContext<(Session & { readonly me: Me }) | undefined>(undefined);

export function useSession(): Session & { readonly me: Me } {
  const present = useContext(SessionContext);
  if (present === undefined) throw new Error("This is drawn for those signed in only.");
  return present;
}
