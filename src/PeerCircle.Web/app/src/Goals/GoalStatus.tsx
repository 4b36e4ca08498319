import type { CheckInStatus, Goal, GoalState } from "@peercircle/sdk";
import { Icon } from "../parts/Icon.tsx";
import { goals as words } from "../texts/goals.ts";
import "./goals.css";
import { lastCheckIn } from "./words.ts";

const statusIcons = { onTrack: "check", atRisk: "warning", offTrack: "off" } as const;
const stateIcons = { active: "goal", paused: "pause", dormant: "pause", achieved: "wins", letGo: "letGo" } as const;

/** How a check-in says it goes: a word with its sign. */
export function CheckInWord({ status }: { readonly status: CheckInStatus }) {
  return (
    <span className={`goal-status ${status}`}>
      <Icon name={statusIcons[status]} />
      {words.statuses[status]}
    </span>
  );
}

export function StateWord({ state }: { readonly state: GoalState }) {
  return (
    <span className={`goal-status ${state}`}>
      <Icon name={stateIcons[state]} />
      {words.states[state]}
    </span>
  );
}

/** How it goes, in one word: while on the way what the latest check-in said. */
export function GoalStatus({ goal }: { readonly goal: Goal }) {
  const last = lastCheckIn(goal);
  return goal.state === "active" && last !== undefined ? <CheckInWord status={last.status} /> : <StateWord state={goal.state} />;
}
