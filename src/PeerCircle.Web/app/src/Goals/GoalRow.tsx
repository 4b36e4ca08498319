import type { Goal } from "@peercircle/sdk";
import { Link } from "wouter";
import { useNames } from "../Accounts/memberDirectory.ts";
import { MemberFace } from "../Accounts/MemberFace.tsx";
import { goals as words } from "../texts/goals.ts";
import { GoalStatus } from "./Cards/GoalStatus.tsx";
import { briefDay, dayOfTime, dayWords, lastDayOf, thisDay } from "./days.ts";
import "./goals.css";
import { Progress } from "./Progress.tsx";
import { isCheckedIn, isOpen, lastCheckIn, progressText, shareOfWay } from "./words.ts";

interface GoalRowProps {
  readonly goal: Goal;
  /** Whose goals are mixed, each says whose it is. */
  readonly withOwner?: boolean;
}

/** A goal in a list: what, how far, how it goes and what comes next. */
export function GoalRow({ goal, withOwner = false }: GoalRowProps) {
  return (
    <li className={isOpen(goal) ? "goal-row" : "goal-row quiet"}>
      {withOwner && <Owner id={goal.ownerId} />}
      <Link className="goal-row-title" href={`/goals/${goal.id}`} dir="auto">
        {goal.title}
      </Link>
      <GoalStatus state={goal.state} status={lastCheckIn(goal)?.status} />
      <p className="goal-row-note">
        <span className="number" dir="auto">
          {progressText(goal)}
        </span>
        <span>{nextText(goal)}</span>
      </p>
      {isOpen(goal) && <Progress share={shareOfWay(goal)} />}
    </li>
  );
}

function Owner({ id }: { readonly id: string }) {
  const nameOf = useNames();
  return (
    <p className="goal-row-owner">
      <MemberFace id={id} size="tiny" />
      <span dir="auto">{nameOf(id)}</span>
    </p>
  );
}

function nextText(goal: Goal): string {
  switch (goal.state) {
    case "active": {
      const day = goal.nextCheckInAt === undefined ? goal.targetOn : lastDayOf(goal.nextCheckInAt);
      return day === thisDay() && !isCheckedIn(goal) ? words.checkInToday : words.checkInBy(dayWords(day));
    }
    case "paused": return words.pausedUntil(dayWords(goal.pauses.at(-1)?.until ?? goal.targetOn));
    case "dormant": return words.dormantShort;
    case "achieved": return goal.achievedAt === undefined ? "" : briefDay(dayOfTime(goal.achievedAt));
    case "letGo": return goal.letGoAt === undefined ? "" : briefDay(dayOfTime(goal.letGoAt));
  }
}
