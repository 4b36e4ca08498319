import { isSameEmoji, type MessageView } from "@peercircle/sdk";
import { texts } from "../../texts.ts";

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
      {message.reactions.map(({ emoji, count }) => {
        const isMine = hasReacted(message, emoji);
        return (
          <li key={emoji}>
            <button type="button" className="chip" aria-pressed={isMine} aria-label={texts.conversations.reacted(emoji, count, isMine)} onClick={() => onReact(emoji, !isMine)}>
              <span className="emoji" aria-hidden="true">
                {emoji}
              </span>
              {count}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

export function hasReacted(message: MessageView, emoji: string): boolean {
  return message.mine.some((own) => isSameEmoji(own, emoji));
}
