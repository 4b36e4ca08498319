import type { Goal, GoalState } from "@peercircle/sdk";
import { useId } from "react";
import { goals as words } from "../texts/goals.ts";
import { GoalRow } from "./GoalRow.tsx";

const groups = [
  ["active", ["active"]],
  ["resting", ["paused", "dormant"]],
  ["achieved", ["achieved"]],
  ["letGo", ["letGo"]],
] as const satisfies readonly (readonly [keyof typeof words.groups, readonly GoalState[]])[];

interface GoalGroupsProps {
  readonly goals: readonly Goal[];
  readonly withOwner?: boolean;
  /** Of the headings. */
  readonly level?: "h2" | "h3" | "h4";
}

/** Goals by how they stand: those on the way first, what is over quietly at the end. */
export function GoalGroups({ goals, withOwner = false, level: Heading = "h2" }: GoalGroupsProps) {
  const id = useId();
  return groups.map(([name, states]) => {
    const own = goals.filter(({ state }) => (states as readonly GoalState[]).includes(state));
    if (own.length === 0) return null;
    return (
      <section key={name} className="goal-group" aria-labelledby={`${id}-${name}`}>
        <Heading className="goal-group-title" id={`${id}-${name}`}>
          {words.groups[name]} <span className="faint regular number">{own.length}</span>
        </Heading>
        <ul className="goal-rows">
          {own.map((goal) => (
            <GoalRow key={goal.id} goal={goal} withOwner={withOwner} />
          ))}
        </ul>
      </section>
    );
  });
}
