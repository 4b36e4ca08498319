import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";

/** Back to the newest message; says how many have come. */
export function JumpToLatest({ count, onJump }: { readonly count: number; readonly onJump: () => void }) {
  return (
    <button type="button" className="jump-latest" onClick={onJump}>
      <Icon name="latest" />
      {count > 0 ? texts.conversations.newMessages(count) : texts.conversations.newest}
    </button>
  );
}
