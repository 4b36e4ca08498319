import { isSameEmoji, type MessageView, type Reaction } from "@peercircle/sdk";
import { useId, useState } from "react";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { Icon } from "../../parts/Icon.tsx";
import { namesText } from "../../parts/nameLists.ts";
import { Tip } from "../../parts/Tip.tsx";
import { texts } from "../../texts.ts";
import { openEmojiPicker, preloadEmojiPicker } from "../Emoji/picking.ts";

/** What is one tap away. */
export const quickEmoji = ["👍", "❤️", "🎉", "👏", "🙏"] as const;

interface ReactionsProps {
  readonly message: MessageView;
  readonly onReact: (emoji: string, on: boolean) => void;
}

export function Reactions({ message, onReact }: ReactionsProps) {
  if (message.reactions === undefined || message.reactions.length === 0) return null;
  return (
    <ul className="reactions" aria-label={texts.conversations.reactions}>
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip reaction={reaction} isMine={hasReacted(message, reaction.emoji)} onReact={onReact} />
        </li>
      ))}
      <li>
        <button
          type="button"
          className="chip add"
          aria-label={texts.messages.reactOther}
          onPointerEnter={preloadEmojiPicker}
          onFocus={preloadEmojiPicker}
          onClick={(event) => openEmojiPicker({ anchor: event.currentTarget, onPick: (emoji) => onReact(emoji, true) })}
        >
          <Icon name="emoji" />
        </button>
      </li>
    </ul>
  );
}

interface ChipProps {
  readonly reaction: Reaction;
  readonly isMine: boolean;
  readonly onReact: (emoji: string, on: boolean) => void;
}

/** Who it was is told to the pointer and the focus; the names come when first asked for. */
function Chip({ reaction: { emoji, count, sample = [] }, isMine, onReact }: ChipProps) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const id = useId();
  return (
    <>
      <button
        type="button"
        className="chip"
        aria-pressed={isMine}
        aria-label={texts.conversations.reacted(emoji, count, isMine)}
        aria-describedby={anchor === undefined ? undefined : id}
        onPointerEnter={(event) => event.pointerType === "mouse" && setAnchor(event.currentTarget)}
        onPointerLeave={() => setAnchor(undefined)}
        onFocus={(event) => setAnchor(event.currentTarget)}
        onBlur={() => setAnchor(undefined)}
        onClick={() => onReact(emoji, !isMine)}
      >
        <span className="emoji" aria-hidden="true">
          {emoji}
        </span>
        {count}
      </button>
      {anchor !== undefined && (
        <Tip id={id} anchor={anchor} onClose={() => setAnchor(undefined)}>
          <Who emoji={emoji} count={count} sample={sample} />
        </Tip>
      )}
    </>
  );
}

function Who({ emoji, count, sample }: Required<Reaction>) {
  const nameOf = useNames();
  return texts.messages.reactedWith(namesText(sample.map(nameOf), count, 8), emoji);
}

export function hasReacted(message: MessageView, emoji: string): boolean {
  return message.mine.some((own) => isSameEmoji(own, emoji));
}
