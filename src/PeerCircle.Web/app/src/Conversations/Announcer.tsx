import { goalCardOf, type ConversationHandle, type MessageView } from "@peercircle/sdk";
import { useEffect, useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { wasMoment } from "../Goals/Cards/moments.ts";
import { texts } from "../texts.ts";
import { plainText } from "./Markdown/plainText.ts";

const quietMs = 1_000;

/**
 * Reads out what others write while one is here: one message in full, more as a number, at most one a second. History, one's own words, and what comes while another tab
 * or program is in front are not read; nor is a win that was told as it came.
 */
export function Announcer({ handle }: { readonly handle: ConversationHandle }) {
  const { me, members } = useSession();
  const [said, say] = useState({ times: 0, text: "" });

  useEffect(() => {
    let heard: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const nameOf = (id: string | undefined) => (id === me.id ? texts.you : ((id === undefined ? undefined : members.find(id)?.displayName) ?? texts.someone));

    function tell(): void {
      timer = undefined;
      const fresh = handle.after(heard ?? 0).filter((message) => isNews(message, me.id));
      heard = handle.getSnapshot().newest;
      const [only] = fresh;
      if (only === undefined || !document.hasFocus()) return;
      const text = fresh.length === 1 ? wordsOf(only, nameOf) : texts.conversations.newMessages(fresh.length);
      say(({ times }) => ({ times: times + 1, text }));
      timer = setTimeout(listen, quietMs);
    }

    function listen(): void {
      timer = undefined;
      const { isLoaded, newest } = handle.getSnapshot();
      if (!isLoaded) heard = undefined;
      else if (heard === undefined) heard = newest;
      else if (newest > heard) timer = setTimeout(tell, quietMs);
    }

    listen();
    const stop = handle.subscribe(() => {
      if (timer === undefined) listen();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [handle, me.id, members]);

  return (
    <p className="hidden" role="status">
      {/* Another element each time, or the same words once more would not be said. */}
      <span key={said.times}>{said.text}</span>
    </p>
  );
}

/** A card says itself whose it is. */
function wordsOf(message: MessageView, nameOf: (id: string | undefined) => string): string {
  const words = plainText(message.text ?? "", nameOf);
  return goalCardOf(message) === undefined ? `${nameOf(message.authorId)}: ${words}` : words;
}

function isNews(message: MessageView, me: string): boolean {
  return !wasMoment(message.id) && message.kind !== "system" && message.deletedAt === undefined && message.authorId !== undefined && message.authorId !== me;
}
