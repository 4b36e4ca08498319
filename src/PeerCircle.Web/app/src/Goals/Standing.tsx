import type { Goal } from "@peercircle/sdk";
import { useEffect, useState, type ReactNode } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { Icon } from "../parts/Icon.tsx";
import { goals as words } from "../texts/goals.ts";
import { Act } from "./Act.tsx";
import { dayOfTime, dayWords } from "./days.ts";

interface StandingProps {
  readonly goal: Goal;
  readonly take: (goal: Goal) => void;
}

/** What a goal that is not simply on its way waits for. */
export function Standing({ goal, take }: StandingProps) {
  const { client, me } = useSession();
  const isOwn = goal.ownerId === me.id;
  switch (goal.state) {
    case "active": return null;
    case "dormant": return isOwn ? null : <Note icon="pause">{words.dormant}</Note>; // Its owner is asked how it is going.
    case "paused":
      return (
        <Note icon="pause" act={isOwn && <Act label={words.resume} act={() => client.api.goals.resume(goal.id)} take={take} />}>
          {words.pausedUntil(dayWords(goal.pauses.at(-1)?.until ?? goal.targetOn))}
        </Note>
      );
    case "achieved":
      return (
        <Note icon="wins" isWin act={isOwn && goal.undoUntil !== undefined && <TakeBack goal={goal} until={goal.undoUntil} take={take} />}>
          {words.reachedOn(dayWords(dayOfTime(goal.achievedAt ?? goal.createdAt)))}
        </Note>
      );
    case "letGo":
      return (
        <Note icon="letGo" said={goal.learned}>
          {words.letGoOn(dayWords(dayOfTime(goal.letGoAt ?? goal.createdAt)))}
        </Note>
      );
  }
}

interface NoteProps {
  readonly icon: Parameters<typeof Icon>[0]["name"];
  readonly act?: ReactNode;
  readonly isWin?: boolean;
  /** What its owner said. */
  readonly said?: string | undefined;
  readonly children: ReactNode;
}

function Note({ icon, act, isWin = false, said, children }: NoteProps) {
  return (
    <div className={isWin ? "goal-note win" : "goal-note"} role="status">
      <Icon name={icon} />
      <div>
        <p className="strong-label">{children}</p>
        {said !== undefined && (
          <p className="goal-words" dir="auto">
            {said}
          </p>
        )}
      </div>
      {act}
    </div>
  );
}

/** Offered as long as it can be done. */
function TakeBack({ goal, until, take }: StandingProps & { readonly until: string }) {
  const { client } = useSession();
  const [isOver, setOver] = useState(() => Date.parse(until) <= Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), Math.max(0, Date.parse(until) - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return isOver ? null : <Act label={words.takeBack} act={() => client.api.goals.undoAchieve(goal.id)} take={take} />;
}
