import type { MessageView } from "@peercircle/sdk";
import { useState } from "react";
import { Link } from "wouter";
import { Dialog } from "../../parts/Dialog.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";
import { hasReacted, quickEmoji } from "./Reactions.tsx";

interface MessageToolsProps {
  readonly message: MessageView;
  /** Where the thread is; in the thread itself none. */
  readonly threadHref: string | undefined;
  readonly isOwn: boolean;
  readonly onReact: (emoji: string, on: boolean) => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** Shown where the pointer or the focus is. */
export function MessageTools({ message, threadHref, isOwn, onReact, onEdit, onDelete }: MessageToolsProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <div className="tools" role="group" aria-label={texts.conversations.tools}>
      {quickEmoji.map((emoji) => (
        <button key={emoji} type="button" className="button quiet square small" aria-pressed={hasReacted(message, emoji)} aria-label={texts.conversations.react(emoji)} onClick={() => onReact(emoji, !hasReacted(message, emoji))}>
          <span className="emoji" aria-hidden="true">
            {emoji}
          </span>
        </button>
      ))}
      {threadHref !== undefined && (
        <Link className="button quiet square small" href={threadHref} aria-label={texts.conversations.reply}>
          <Icon name="reply" />
        </Link>
      )}
      {isOwn && message.kind === "text" && (
        <button type="button" className="button quiet square small" aria-label={texts.conversations.edit} onClick={onEdit}>
          <Icon name="edit" />
        </button>
      )}
      {isOwn && (
        <button type="button" className="button quiet square small" aria-label={texts.conversations.delete} onClick={() => setAsking(true)}>
          <Icon name="trash" />
        </button>
      )}
      {isAsking && (
        <Dialog title={texts.conversations.deleteTitle} onClose={() => setAsking(false)}>
          <p>{texts.conversations.deleteBody}</p>
          <div className="buttons">
            <button
              type="button"
              className="button primary"
              onClick={() => {
                setAsking(false);
                onDelete();
              }}
            >
              {texts.conversations.deleteConfirm}
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              {texts.conversations.keep}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
