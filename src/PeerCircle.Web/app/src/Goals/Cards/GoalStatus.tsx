import type { CheckInStatus, GoalState } from "@peercircle/sdk";
import { Icon } from "../../parts/Icon.tsx";
import { cards as words } from "../../texts/cards.ts";
import "./cards.css";

const statusIcons = { onTrack: "check", atRisk: "warning", offTrack: "off" } as const;
const stateIcons = { active: "goal", paused: "pause", dormant: "pause", achieved: "wins", letGo: "letGo" } as const;

interface GoalStatusProps {
  readonly state: GoalState;
  /** Of the latest check-in. */
  readonly status: CheckInStatus | undefined;
}

/** How it goes, in a word with its sign: while on the way as the latest check-in said. */
export function GoalStatus({ state, status }: GoalStatusProps) {
  const isSaid = state === "active" && status !== undefined;
  return (
    <span className={`goal-status ${isSaid ? status : state}`}>
      <Icon name={isSaid ? statusIcons[status] : stateIcons[state]} />
      {isSaid ? words.statuses[status] : words.states[state]}
    </span>
  );
}
