import { useCallback } from "react";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { goals as words } from "../texts/goals.ts";
import { GoalGroups } from "./GoalGroups.tsx";
import { useFresh } from "./useFresh.ts";

interface CircleGoalsProps {
  readonly circleId: string;
  /** Of its heading; those of its groups are one below. */
  readonly level: "h2" | "h3";
}

/** What the members of a circle work towards, as far as they share it there. */
export function CircleGoals({ circleId, level: Heading }: CircleGoalsProps) {
  const { client } = useSession();
  const { value, error, reload } = useLoaded(useCallback((signal: AbortSignal) => client.api.goals.list({ circleId, limit: 100 }, signal), [client, circleId]));
  useFresh(reload);
  return (
    <section className={Heading === "h2" ? "goal-board wide" : "goal-board"} aria-labelledby="circle-goals">
      <div className="section-head">
        <Heading className="section-title" id="circle-goals">
          {words.title}
        </Heading>
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
      {value !== undefined && <GoalGroups goals={value.items} withOwner level={Heading === "h2" ? "h3" : "h4"} />}
    </section>
  );
}
