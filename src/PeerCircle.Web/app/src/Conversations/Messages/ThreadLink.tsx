import type { ConversationHandle, MessageView } from "@peercircle/sdk";
import { useSyncExternalStore } from "react";
import { Link, useRoute } from "wouter";
import { MemberFace } from "../../Accounts/MemberFace.tsx";
import { timeText } from "../../parts/times.ts";
import { texts } from "../../texts.ts";

const mostFaces = 3;

/** How many replies there are, with the faces and the time of those that are held. */
export function ThreadLink({ handle, message }: { readonly handle: ConversationHandle; readonly message: MessageView }) {
  if (message.replyCount === undefined || message.replyCount === 0) return null;
  return <Replies handle={handle} messageId={message.id} count={message.replyCount} />;
}

function Replies({ handle, messageId, count }: { readonly handle: ConversationHandle; readonly messageId: string; readonly count: number }) {
  const thread = handle.thread(messageId);
  // As one text, so that what did not change is the same.
  const told = useSyncExternalStore(thread.subscribe, () => {
    const replies = thread.getSnapshot().replies.filter(({ deletedAt }) => deletedAt === undefined);
    const authors = new Set(replies.flatMap(({ authorId }) => authorId ?? []));
    return [replies.length === count ? replies.at(-1)?.createdAt : "", ...[...authors].slice(-mostFaces)].join(" ");
  });
  const [isOpen] = useRoute(`/c/${handle.id}/thread/${messageId}`);
  const [last, ...authors] = told.split(" ");
  return (
    <Link className="thread-link" href={`/c/${handle.id}/thread/${messageId}`} aria-current={isOpen ? "true" : undefined}>
      <span className="stack" aria-hidden="true">
        {authors.filter(Boolean).map((author) => (
          <MemberFace key={author} id={author} size="tiny" />
        ))}
      </span>
      {texts.conversations.replies(count)}
      {last !== undefined && last !== "" && (
        <span className="faint" aria-hidden="true">
          {texts.messages.lastReply(timeText(last))}
        </span>
      )}
    </Link>
  );
}
