import type { ConversationHandle } from "@peercircle/sdk";
import { useEffect, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { texts } from "../../texts.ts";
import { plainText } from "../Markdown/plainText.ts";

/** What a message replies to, in a line that leads to the thread. */
export function Quote({ handle, parentId }: { readonly handle: ConversationHandle; readonly parentId: string }) {
  const nameOf = useNames();
  const root = useSyncExternalStore(handle.subscribe, () => handle.message(parentId));
  const isMissing = root === undefined;
  useEffect(() => {
    if (isMissing) handle.loadMessage(parentId).catch(() => undefined); // Without it the line still leads to the thread.
  }, [handle, parentId, isMissing]);
  return (
    <Link className="quote" href={`/c/${handle.id}/thread/${parentId}`}>
      <span className="hidden">{texts.conversations.inReplyTo} </span>
      {root === undefined ? (
        <span>{texts.conversations.thread}</span>
      ) : (
        <>
          {root.authorId !== undefined && <b dir="auto">{nameOf(root.authorId)}</b>}
          <span dir="auto">{root.deletedAt === undefined ? plainText(root.text ?? "", nameOf) : texts.conversations.deletedByAuthor}</span>
        </>
      )}
    </Link>
  );
}
