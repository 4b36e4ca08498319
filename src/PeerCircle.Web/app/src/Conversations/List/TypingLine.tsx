import type { ConversationHandle } from "@peercircle/sdk";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { useSession } from "../../Accounts/SessionContext.ts";
import { useSelected } from "../../parts/useSelected.ts";
import { texts } from "../../texts.ts";

/** Who is writing. Its room is always kept, so that nothing moves when somebody begins. */
export function TypingLine({ handle }: { readonly handle: ConversationHandle }) {
  const { me } = useSession();
  const nameOf = useNames();
  const names = useSelected(handle, (view) => view.typing).filter((id) => id !== me.id).map(nameOf);
  return (
    <p className="typing" aria-live="off">
      {names.length > 0 && texts.conversations.typing(names)}
    </p>
  );
}
