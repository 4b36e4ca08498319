import type { Goal } from "@peercircle/sdk";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { useReadable } from "../parts/useReadable.ts";
import { useFresh } from "./useFresh.ts";

/** Of so many circles the conversation is kept open for the cards of the goal; the others are looked at now and then. */
const mostFollowed = 4;

export interface GoalState {
  readonly goal: Goal | undefined;
  readonly error: unknown;
  /** Takes over what the server answered to an act. */
  readonly take: (goal: Goal) => void;
  readonly reload: () => void;
}

/** A goal, read again when a card of it comes or changes. */
export function useGoal(goalId: string): GoalState {
  const { client } = useSession();
  const load = useCallback((signal: AbortSignal) => client.api.goals.get(goalId, signal), [client, goalId]);
  const { value, error, reload } = useLoaded(load);
  const [own, setOwn] = useState<{ readonly over: Goal | undefined; readonly goal: Goal }>();
  const goal = (own?.over === value ? own?.goal : undefined) ?? value;
  const cards = useCards(goal);
  const [seen, setSeen] = useState(cards);
  useEffect(() => {
    if (cards === seen) return;
    setSeen(cards);
    reload();
  }, [cards, seen, reload]);
  useFresh(reload);
  return { goal, error, take: useCallback((taken: Goal) => setOwn({ over: value, goal: taken }), [value]), reload };
}

/** A number that grows with the cards of a goal in the conversations of its circles. */
function useCards(goal: Goal | undefined): number {
  const { client } = useSession();
  const { rows } = useReadable(client.conversations);
  const ids = rows
    .filter((row) => row.circleId !== undefined && goal?.share.circleIds.includes(row.circleId) === true)
    .slice(0, mostFollowed)
    .map((row) => row.id)
    .join(" ");
  const handles = useMemo(() => (ids === "" ? [] : ids.split(" ").map((id) => client.conversation(id))), [client, ids]);
  useEffect(() => {
    const closes = handles.map((handle) => handle.open());
    return () => {
      for (const close of closes) close();
    };
  }, [handles]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = handles.map((handle) => handle.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    [handles],
  );
  const goalId = goal?.id;
  const latest = useCallback(() => {
    let sum = 0;
    for (const handle of handles) {
      let rev = 0;
      for (const message of handle.getSnapshot().messages) if (message.card?.["goalId"] === goalId) rev = Math.max(rev, message.rev);
      sum += rev;
    }
    return sum;
  }, [handles, goalId]);
  return useSyncExternalStore(subscribe, latest);
}
