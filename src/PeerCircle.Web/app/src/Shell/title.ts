import { Observable, type PeerCircleClient } from "@peercircle/sdk";
import { useEffect } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { texts } from "../texts.ts";

const place = new Observable<string>("");

/** Names what is looked at; the title of the document carries it with what is unread. */
export function usePlaceName(name: string): void {
  useEffect(() => {
    place.set(name);
    return () => place.set("");
  }, [name]);
}

/** Keeps the title of the document and the badge of the installed app at what is unread in all conversations. */
export function useUnreadEverywhere(): void {
  const { client } = useSession();
  useEffect(() => {
    let shown: number | undefined;
    const show = () => {
      const unread = unreadOf(client);
      document.title = texts.shell.title(unread, place.getSnapshot());
      if (unread !== shown) badge(unread);
      shown = unread;
    };
    show();
    const stops = [client.conversations.subscribe(show), place.subscribe(show)];
    return () => {
      for (const stop of stops) stop();
      document.title = texts.product;
      badge(0);
    };
  }, [client]);
}

function unreadOf(client: PeerCircleClient): number {
  return client.conversations.getSnapshot().rows.reduce((sum, row) => sum + row.unread, 0);
}

/** Only where the app is installed does anybody see it; elsewhere the browser may refuse. */
function badge(unread: number): void {
  if (!("setAppBadge" in navigator)) return;
  void (unread > 0 ? navigator.setAppBadge(unread) : navigator.clearAppBadge()).catch(() => undefined);
}
