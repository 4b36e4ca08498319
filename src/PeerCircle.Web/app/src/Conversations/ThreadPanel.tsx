import type { ConversationHandle, MessageView, OutboxRow } from "@peercircle/sdk";
import { useEffect, useRef, useState } from "react";
import { useNames } from "../Accounts/memberDirectory.ts";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";
import { Composer } from "./Writing/Composer.tsx";
import { Message } from "./Messages/Message.tsx";
import { Pending } from "./Messages/Pending.tsx";
import { SidePanel } from "../Shell/SidePanel.tsx";
import { Timeline } from "./timeline.ts";
import type { Span } from "./together.ts";
import { useKeptScroll, type KeptScroll } from "./useKeptScroll.ts";
import { useThreadFocus } from "./useThreadFocus.ts";

/** A message with its replies. */
export function ThreadPanel({ handle, messageId }: { readonly handle: ConversationHandle; readonly messageId: string }) {
  const { me, client } = useSession();
  const nameOf = useNames();
  const thread = useReadable(handle.thread(messageId));
  const { isLoaded } = useReadable(handle);
  const isOnline = useReadable(client.connection).state === "online";
  const [error, setError] = useState<unknown>();
  const [first, setFirst] = useState<number>();
  const scroll = useKeptScroll(thread);
  const panel = useThreadFocus(messageId);
  useEffect(() => {
    if (!isLoaded || !isOnline) return;
    setError(undefined);
    handle.loadThread(messageId).catch(setError);
  }, [handle, messageId, isLoaded, isOnline]);
  useOwnInSight(thread.pending, scroll);

  const author = thread.root?.authorId;
  const placeholder = author === undefined || author === me.id ? texts.conversations.replyLabel : texts.messages.replyTo(nameOf(author));
  const known = thread.root?.replyCount ?? 0;
  const earliest = thread.replies[0]?.seq;
  const hasOlder = thread.replies.filter((m) => m.deletedAt === undefined).length < known && earliest !== undefined && earliest !== first;

  function older(): void {
    setFirst(earliest);
    setError(undefined);
    handle.loadThread(messageId, earliest).catch((failure: unknown) => {
      setFirst(undefined);
      setError(failure);
    });
  }

  return (
    <SidePanel title={texts.conversations.thread} closeLabel={texts.conversations.closeThread} closeHref={`/c/${handle.id}`} ref={panel}>
      <div className="scroll" role="log" aria-label={texts.conversations.thread} aria-live="off" tabIndex={0} ref={scroll.box} onScroll={scroll.remember}>
        <div className="thread-body">
          {thread.root !== undefined && <Messages handle={handle} messages={[thread.root]} />}
          {thread.root !== undefined && (
            <div className="divider replies" role="separator">
              {known === 0 ? texts.messages.noReplies : texts.conversations.replies(known)}
            </div>
          )}
          {hasOlder && (
            <button type="button" className="button quiet small older" onClick={older}>
              {texts.conversations.older}
            </button>
          )}
          <Messages handle={handle} messages={thread.replies} />
          {thread.pending.map((row, index) => (
            <Pending key={row.id} handle={handle} row={row} isFirst={index === 0} />
          ))}
          {error !== undefined && (
            <p className="error" role="alert">
              {errorText(error)}
            </p>
          )}
        </div>
      </div>
      <Composer handle={handle} label={texts.conversations.replyLabel} placeholder={placeholder} parentId={messageId} />
    </SidePanel>
  );
}

function Messages({ handle, messages }: { readonly handle: ConversationHandle; readonly messages: readonly MessageView[] }) {
  const nameOf = useNames();
  const { me } = useSession();
  const [timeline] = useState(() => new Timeline());
  return timeline.of({ messages, pending: noPosts, moreBefore: false, newFrom: undefined, away: notAway, me: me.id }).map((item) =>
    item.item === "message" ? <Message key={item.key} handle={handle} message={item.message} name={nameOf(item.message.authorId)} isFirst={item.isFirst} inThread /> : null,
  );
}

/** What one has just written is seen wherever one was. */
function useOwnInSight(pending: readonly OutboxRow[], { toEnd }: KeptScroll): void {
  const known = useRef(pending);
  useEffect(() => {
    const isNew = pending.some((row) => !known.current.some((old) => old.id === row.id));
    known.current = pending;
    if (isNew) toEnd();
  }, [pending, toEnd]);
}

const noPosts: readonly OutboxRow[] = [];
const notAway: readonly Span[] = [];
