import { useCallback } from "react";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { goals as words } from "../texts/goals.ts";
import { GoalGroups } from "./GoalGroups.tsx";
import { useFresh } from "./useFresh.ts";

/** What the members of a circle work towards, as far as they share it there. */
export function CircleGoals({ circleId }: { readonly circleId: string }) {
  const { client } = useSession();
  const { value, error, reload } = useLoaded(useCallback((signal: AbortSignal) => client.api.goals.list({ circleId, limit: 100 }, signal), [client, circleId]));
  useFresh(reload);
  return (
    <section className="goal-board" aria-labelledby="circle-goals">
      <div className="section-head">
        <h3 className="section-title" id="circle-goals">
          {words.title}
        </h3>
        <Link className="button small" href={`/new/goal?circle=${circleId}`} aria-label={words.new}>
          <Icon name="plus" />
          {words.new}
        </Link>
      </div>
      {value === undefined && error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      {value?.items.length === 0 && <p className="soft small">{words.noneHere}</p>}
      {value !== undefined && <GoalGroups goals={value.items} withOwner level="h4" />}
    </section>
  );
}
