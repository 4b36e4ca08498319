import type { ConversationView } from "@peercircle/sdk";
import { useEffect, useRef, useState } from "react";
import { useNames } from "../Accounts/memberDirectory.ts";
import { useSession } from "../Accounts/SessionContext.ts";
import { texts } from "../texts.ts";

const quietMs = 1_000;

/** Reads out what others write while one is here: one message in full, a burst as a number. History and one's own are not read. */
export function Announcer({ view }: { readonly view: ConversationView }) {
  const { me } = useSession();
  const nameOf = useNames();
  const [text, setText] = useState("");
  const heard = useRef<number>(undefined);
  const lastSeq = view.messages.at(-1)?.seq;

  useEffect(() => {
    if (!view.isLoaded) return;
    heard.current ??= lastSeq ?? 0;
    const timer = setTimeout(() => {
      const fresh = view.messages.filter((m) => m.seq > (heard.current ?? 0) && m.deletedAt === undefined && m.authorId !== me.id);
      heard.current = lastSeq ?? 0;
      const [only] = fresh;
      if (only !== undefined) setText(fresh.length === 1 ? `${nameOf(only.authorId)}: ${only.text ?? ""}` : texts.conversations.newMessages(fresh.length));
    }, quietMs);
    return () => clearTimeout(timer);
    // Only new messages are news; edits and names that arrive later are not.
  }, [view.isLoaded, lastSeq]);

  return (
    <p className="hidden" role="status">
      {text}
    </p>
  );
}
