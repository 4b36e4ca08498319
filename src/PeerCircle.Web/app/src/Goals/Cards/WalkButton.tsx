import { newId } from "@peercircle/sdk";
import { useState } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { errorText } from "../../parts/errors.ts";
import { Icon } from "../../parts/Icon.tsx";
import { say } from "../../parts/toasts.ts";
import { navigate } from "../../Shell/history.ts";
import { cards as words } from "../../texts/cards.ts";

/** Sets oneself a goal along the way that somebody else went, and opens it. Pressed again after it failed it sets the same one. */
export function WalkButton({ goalId }: { readonly goalId: string }) {
  const { client } = useSession();
  const [id, setId] = useState(newId);
  const [isBusy, setBusy] = useState(false);

  async function walk(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    try {
      const goal = await client.api.goals.walk(goalId, id);
      setId(newId());
      navigate(`/goals/${goal.id}`);
    } catch (error) {
      say(errorText(error), true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <button type="button" className="button small" title={words.walkHint} aria-disabled={isBusy} onClick={() => void walk()}>
      <Icon name="path" />
      {isBusy ? words.walking : words.walk}
    </button>
  );
}
