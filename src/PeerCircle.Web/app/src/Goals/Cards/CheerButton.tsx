import type { MessageView } from "@peercircle/sdk";
import { hasReacted } from "../../Conversations/Messages/Reactions.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { cards as words } from "../../texts/cards.ts";

const cheer = "🎉";

interface CheerButtonProps {
  readonly message: MessageView;
  /** Whom, where cheers for several stand close together. */
  readonly to?: string;
  readonly onReact: (emoji: string, on: boolean) => void;
}

/** There until one has cheered. Then it goes, and the focus stays at the message. */
export function CheerButton({ message, to, onReact }: CheerButtonProps) {
  if (hasReacted(message, cheer)) return null;

  function onCheer(button: HTMLElement): void {
    if (button === document.activeElement) button.closest("article")?.focus({ preventScroll: true });
    onReact(cheer, true);
  }

  return (
    <button type="button" className="button small cheer" aria-label={to === undefined ? undefined : words.cheerFor(to)} onClick={({ currentTarget }) => onCheer(currentTarget)}>
      <Icon name="wins" />
      {words.cheer}
    </button>
  );
}
