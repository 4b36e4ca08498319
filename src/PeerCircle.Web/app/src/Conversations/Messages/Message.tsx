import { goalCardOf, type ConversationHandle, type MessageView } from "@peercircle/sdk";
import { memo, useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Card } from "../../Goals/Cards/Card.tsx";
import { errorText } from "../../parts/errors.ts";
import { timeText } from "../../parts/times.ts";
import { say } from "../../parts/toasts.ts";
import { texts } from "../../texts.ts";
import type { Together } from "../together.ts";
import { Words } from "../Markdown/Words.tsx";
import { EditMessage, useEditing } from "./EditMessage.tsx";
import { MessageHead } from "./MessageHead.tsx";
import { MessageTools } from "./MessageTools.tsx";
import { Quote } from "./Quote.tsx";
import { Reactions } from "./Reactions.tsx";
import { ReadBy } from "./ReadBy.tsx";
import { ThreadLink } from "./ThreadLink.tsx";
import { useActive } from "./useActive.ts";
import "./messages.css";

interface MessageProps {
  readonly handle: ConversationHandle;
  readonly message: MessageView;
  readonly name: string;
  readonly isFirst: boolean;
  /** It is drawn with the wins around it, as a part of one card. */
  readonly together?: Together | undefined;
  readonly inThread?: boolean;
}

export const Message = memo(function Message({ handle, message, name, isFirst, together, inThread = false }: MessageProps) {
  const { me } = useSession();
  const row = useRef<HTMLElement>(null);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { isActive, handlers } = useActive(() => setMenuOpen(true));
  useFocusAfter(isMenuOpen, row);
  const editing = useEditing(handle, message.id, inThread);
  const label = `${name}, ${timeText(message.createdAt)}`;
  const react = useCallback(
    (emoji: string, on: boolean) => {
      handle.react(message.id, emoji, on).catch((error: unknown) => say(errorText(error), true));
    },
    [handle, message.id],
  );

  if (message.deletedAt !== undefined) {
    return (
      <article ref={row} className="message gone first" data-id={message.id} aria-label={label} tabIndex={-1}>
        <p>{message.deletedBy === "moderator" ? texts.conversations.deletedByModerator : texts.conversations.deletedByAuthor}</p>
        {!inThread && <ThreadLink handle={handle} message={message} />}
        {!inThread && <ReadBy handle={handle} messageId={message.id} />}
      </article>
    );
  }
  const isOwn = message.authorId === me.id;
  const card = goalCardOf(message);
  const reactions = <Reactions message={message} onReact={react} />;
  const below = !inThread && (
    <>
      <ThreadLink handle={handle} message={message} />
      <ReadBy handle={handle} messageId={message.id} />
    </>
  );
  return (
    <article ref={row} className={["message", isFirst && "first", isOwn && "own", isMenuOpen && "in-use", together !== undefined && `joined ${together.place}`].filter(Boolean).join(" ")} data-id={message.id} aria-label={label} tabIndex={-1} {...handlers}>
      {isFirst && together === undefined && message.authorId !== undefined && <MessageHead authorId={message.authorId} name={name} at={message.createdAt} />}
      {message.parentId !== undefined && !inThread && <Quote handle={handle} parentId={message.parentId} />}
      {card !== undefined ? (
        <Card card={card} message={message} onReact={react} reactions={reactions} together={together} below={below} />
      ) : (
        <>
          {editing !== undefined ? <EditMessage handle={handle} message={message} editing={editing} /> : <Words text={message.text ?? ""} editedAt={message.editedAt} />}
          {reactions}
          {below}
        </>
      )}
      {editing === undefined && (isActive || isMenuOpen) && (
        <MessageTools
          handle={handle}
          message={message}
          threadHref={inThread ? undefined : `/c/${handle.id}/thread/${message.parentId ?? message.id}`}
          row={row}
          isMenuOpen={isMenuOpen}
          onMenu={setMenuOpen}
          onReact={react}
        />
      )}
    </article>
  );
});

/** Once the menu is gone, which lets nothing else have the focus, it is back at the message, whatever became of that; unless what was chosen took it. */
function useFocusAfter(isMenuOpen: boolean, row: RefObject<HTMLElement | null>): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isMenuOpen && document.activeElement === document.body) row.current?.focus({ preventScroll: true });
    wasOpen.current = isMenuOpen;
  }, [isMenuOpen, row]);
}
