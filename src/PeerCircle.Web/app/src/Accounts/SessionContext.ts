import type { Me, MemberDirectory, PeerCircleClient } from "@peercircle/sdk";
import { createContext, useContext } from "react";

export interface Session {
  readonly client: PeerCircleClient;
  readonly members: MemberDirectory;
}

export const SessionContext = createContext<(Session & { readonly me: Me }) | undefined>(undefined);

export function useSession(): Session & { readonly me: Me } {
  const present = useContext(SessionContext);
  if (present === undefined) throw new Error("This is drawn for those signed in only.");
  return present;
}
