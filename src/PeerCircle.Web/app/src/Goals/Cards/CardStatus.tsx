import type { CheckInStatus, GoalState } from "@peercircle/sdk";
import { Icon } from "../../parts/Icon.tsx";
import { cards as words } from "../../texts/cards.ts";

const ofStatus = { onTrack: { icon: "check", tone: "success" }, atRisk: { icon: "warning", tone: "caution" }, offTrack: { icon: "off", tone: "danger" } } as const;
const ofState = { active: "goal", paused: "pause", dormant: "pause", achieved: "wins", letGo: "letGo" } as const;

interface CardStatusProps {
  readonly state: GoalState;
  readonly status: CheckInStatus | undefined;
}

/** How it goes, in a word with its sign: while on the way as the latest check-in said. */
export function CardStatus({ state, status }: CardStatusProps) {
  if (state === "active" && status !== undefined) {
    const { icon, tone } = ofStatus[status];
    return (
      <span className={`status ${tone}`}>
        <Icon name={icon} />
        {words.statuses[status]}
      </span>
    );
  }
  return (
    <span className={state === "achieved" ? "status win" : "status"}>
      <Icon name={ofState[state]} />
      {words.states[state]}
    </span>
  );
}
