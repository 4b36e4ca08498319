import type { Goal } from "@peercircle/sdk";
import { useState } from "react";
import { useToday } from "../parts/today.ts";
import { goals as words } from "../texts/goals.ts";
import { GoalStatus } from "./Cards/GoalStatus.tsx";
import { CheckInForm } from "./CheckInForm.tsx";
import { daysAhead, dayWords, lastDayOf } from "./days.ts";
import { Missed } from "./Missed.tsx";
import { isCheckedIn, lastCheckIn, valueText } from "./words.ts";

interface CheckInPartProps {
  readonly goal: Goal;
  readonly take: (goal: Goal) => void;
}

/** How its owner keeps in touch with a goal: asked while the window is open, offered when they have said how it goes. */
export function CheckInPart({ goal, take }: CheckInPartProps) {
  useToday();
  const [isMore, setMore] = useState(false);
  const isDone = isCheckedIn(goal) && !isMore;
  return (
    <>
      {goal.missed !== undefined && <Missed goal={goal} missed={goal.missed} take={take} />}
      {isDone ? (
        <Done goal={goal} more={() => setMore(true)} />
      ) : (
        <CheckInForm
          key={goal.checkIns.length}
          goal={goal}
          isAgain={isMore}
          take={(taken) => {
            setMore(false);
            take(taken);
          }}
        />
      )}
    </>
  );
}

function Done({ goal, more }: { readonly goal: Goal; readonly more: () => void }) {
  const last = lastCheckIn(goal);
  if (last === undefined || goal.nextCheckInAt === undefined) return null;
  const next = lastDayOf(goal.nextCheckInAt);
  return (
    <div className="goal-note" role="status">
      <GoalStatus state="active" status={last.status} />
      <p>
        {last.value !== undefined && <span className="number">{valueText(last.value, goal.measure)}. </span>}
        <span className="soft">{words.checkedIn(dayWords(next), daysAhead(next))}</span>
      </p>
      <button type="button" className="button" onClick={more}>
        {words.again}
      </button>
    </div>
  );
}
