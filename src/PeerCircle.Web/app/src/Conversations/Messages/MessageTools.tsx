import type { ConversationHandle, MessageView } from "@peercircle/sdk";
import { lazy, Suspense, useEffect, type RefObject } from "react";
import { Link } from "wouter";
import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";
import { openEmojiPicker, preloadEmojiPicker } from "../Emoji/picking.ts";
import { hasReacted, quickEmoji } from "./Reactions.tsx";

const importMenu = () => import("./MessageMenu.tsx");
const MessageMenu = lazy(() => importMenu().then(({ MessageMenu: component }) => ({ default: component })));

export interface MessageToolsProps {
  readonly handle: ConversationHandle;
  readonly message: MessageView;
  /** Where the thread is; in the thread itself none. */
  readonly threadHref: string | undefined;
  readonly row: RefObject<HTMLElement | null>;
  readonly isMenuOpen: boolean;
  readonly onMenu: (open: boolean) => void;
  readonly onReact: (emoji: string, on: boolean) => void;
}

/** Drawn where the pointer or the focus is, and nowhere else. */
export function MessageTools({ isMenuOpen, ...props }: MessageToolsProps) {
  const { message, threadHref, row, onMenu, onReact } = props;
  useEffect(() => {
    importMenu().catch(() => undefined);
  }, []);
  return (
    <div className="tools" role="group" aria-label={texts.messages.tools}>
      {quickEmoji.map((emoji) => (
        <button
          key={emoji}
          type="button"
          className="button quiet square small quick"
          aria-pressed={hasReacted(message, emoji)}
          aria-label={texts.conversations.react(emoji)}
          onClick={() => onReact(emoji, !hasReacted(message, emoji))}
        >
          <span className="emoji" aria-hidden="true">
            {emoji}
          </span>
        </button>
      ))}
      <button
        type="button"
        className="button quiet square small"
        aria-label={texts.messages.reactOther}
        onPointerEnter={preloadEmojiPicker}
        onFocus={preloadEmojiPicker}
        onClick={(event) => openEmojiPicker({ anchor: event.currentTarget, onPick: (emoji) => onReact(emoji, true), then: () => row.current?.focus() })}
      >
        <Icon name="emoji" />
      </button>
      {threadHref !== undefined && (
        <Link className="button quiet square small" href={threadHref} aria-label={texts.messages.reply}>
          <Icon name="reply" />
        </Link>
      )}
      <button type="button" className="button quiet square small" aria-label={texts.messages.more} aria-haspopup="menu" aria-expanded={isMenuOpen} onClick={() => onMenu(true)}>
        <Icon name="more" />
      </button>
      {isMenuOpen && (
        <Suspense>
          <MessageMenu {...props} />
        </Suspense>
      )}
    </div>
  );
}
