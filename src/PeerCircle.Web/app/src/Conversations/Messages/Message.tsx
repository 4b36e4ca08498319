import type { ConversationHandle, MessageView } from "@peercircle/sdk";
import { memo, useState } from "react";
import { Link } from "wouter";
import { useSession } from "../../Accounts/SessionContext.ts";
import { timeText } from "../../parts/times.ts";
import { errorText } from "../../parts/errors.ts";
import { texts } from "../../texts.ts";
import { Words } from "../Markdown/Words.tsx";
import { EditMessage } from "./EditMessage.tsx";
import { MessageHead } from "./MessageHead.tsx";
import { MessageTools } from "./MessageTools.tsx";
import { Quote } from "./Quote.tsx";
import { Reactions } from "./Reactions.tsx";

interface MessageProps {
  readonly handle: ConversationHandle;
  readonly message: MessageView;
  readonly name: string;
  readonly isFirst: boolean;
  readonly inThread?: boolean;
}

export const Message = memo(function Message({ handle, message, name, isFirst, inThread = false }: MessageProps) {
  const { me } = useSession();
  /** The rev whose text is being changed. */
  const [editing, setEditing] = useState<number>();
  const [error, setError] = useState<unknown>();
  const label = `${name}, ${timeText(message.createdAt)}`;

  async function act(doing: Promise<void>): Promise<void> {
    setError(undefined);
    await doing.catch(setError);
  }

  if (message.deletedAt !== undefined) {
    return (
      <article className="message gone first" data-id={message.id} aria-label={label} tabIndex={-1}>
        <p>{message.deletedBy === "moderator" ? texts.conversations.deletedByModerator : texts.conversations.deletedByAuthor}</p>
        {!inThread && <ThreadLink conversationId={handle.id} message={message} />}
      </article>
    );
  }
  const isOwn = message.authorId === me.id;
  return (
    <article className={["message", isFirst && "first", isOwn && "own"].filter(Boolean).join(" ")} data-id={message.id} aria-label={label} tabIndex={-1}>
      {isFirst && message.authorId !== undefined && <MessageHead authorId={message.authorId} name={name} at={message.createdAt} />}
      {message.parentId !== undefined && !inThread && <Quote handle={handle} parentId={message.parentId} />}
      {editing !== undefined ? (
        <EditMessage handle={handle} messageId={message.id} text={message.text ?? ""} baseRev={editing} onDone={() => setEditing(undefined)} />
      ) : (
        <Words text={message.text ?? ""} editedAt={message.editedAt} />
      )}
      <Reactions message={message} onReact={(emoji, on) => void act(handle.react(message.id, emoji, on))} />
      {!inThread && <ThreadLink conversationId={handle.id} message={message} />}
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      {editing === undefined && (
        <MessageTools
          message={message}
          threadHref={inThread ? undefined : `/c/${handle.id}/thread/${message.parentId ?? message.id}`}
          isOwn={isOwn}
          onReact={(emoji, on) => void act(handle.react(message.id, emoji, on))}
          onEdit={() => setEditing(message.rev)}
          onDelete={() => void act(handle.delete(message.id))}
        />
      )}
    </article>
  );
});

function ThreadLink({ conversationId, message }: { readonly conversationId: string; readonly message: MessageView }) {
  if (message.replyCount === undefined || message.replyCount === 0) return null;
  return (
    <Link className="thread-link" href={`/c/${conversationId}/thread/${message.id}`}>
      {texts.conversations.replies(message.replyCount)}
    </Link>
  );
}
