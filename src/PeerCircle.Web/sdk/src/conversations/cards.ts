import type { CheckInStatus, GoalState } from "../api/goals.ts";
import type { GoalCard, Message, Trail } from "../wire.ts";

const types: readonly unknown[] = ["goal", "checkIn", "celebration"] satisfies GoalCard["type"][];
const states: readonly unknown[] = ["active", "paused", "dormant", "achieved", "letGo"] satisfies GoalState[];
const statuses: readonly unknown[] = ["onTrack", "atRisk", "offTrack"] satisfies CheckInStatus[];

/** The card of a goal that a message carries. None on other messages, on tombstones, and where it is of a kind that this version does not know: those say in their text what they are. */
export function goalCardOf(message: Pick<Message, "card" | "deletedAt">): GoalCard | undefined {
  const { card } = message;
  if (card === undefined || message.deletedAt !== undefined) return undefined;
  return isGoalCard(card) ? card : undefined;
}

function isGoalCard(card: object): card is GoalCard {
  const { type, goalId, ownerId, title, state, status, value, witnesses, trail }: { readonly [name in keyof GoalCard]?: unknown } = card;
  return (
    types.includes(type) &&
    typeof goalId === "string" &&
    typeof ownerId === "string" &&
    typeof title === "string" &&
    states.includes(state) &&
    (status === undefined || statuses.includes(status)) &&
    (value === undefined || typeof value === "number") &&
    (witnesses === undefined || Array.isArray(witnesses)) &&
    (trail === undefined || isTrail(trail))
  );
}

function isTrail(trail: unknown): trail is Trail {
  if (typeof trail !== "object" || trail === null) return false;
  const { weeks, checkIns, changes, daysEarly, points }: { readonly [name in keyof Trail]?: unknown } = trail;
  return [weeks, checkIns, changes, daysEarly].every((count) => typeof count === "number") && Array.isArray(points) && points.every((point) => typeof point === "number");
}
