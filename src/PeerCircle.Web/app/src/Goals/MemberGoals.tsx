import { useCallback } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { goals as words } from "../texts/goals.ts";
import { GoalGroups } from "./GoalGroups.tsx";

/** The goals of a member that one may see. Nothing where there are none: what is not shared is nobody's business. */
export function MemberGoals({ memberId }: { readonly memberId: string }) {
  const { client } = useSession();
  const { value } = useLoaded(useCallback((signal: AbortSignal) => client.api.goals.list({ ownerId: memberId, limit: 100 }, signal), [client, memberId]));
  if (value === undefined || value.items.length === 0) return null;
  return (
    <section className="goal-board" aria-labelledby="member-goals">
      <h3 className="strong-label" id="member-goals">
        {words.title}
      </h3>
      <GoalGroups goals={value.items} level="h4" />
    </section>
  );
}
