import type { Goal, Share } from "@peercircle/sdk";
import { Link } from "wouter";
import { useNames } from "../Accounts/memberDirectory.ts";
import { useSession } from "../Accounts/SessionContext.ts";
import { MemberFace } from "../Accounts/MemberFace.tsx";
import { namesText } from "../parts/nameLists.ts";
import { useReadable } from "../parts/useReadable.ts";
import { goals as words } from "../texts/goals.ts";
import { dayOfTime, daysAhead, dayWords } from "./days.ts";
import { Progress } from "./Progress.tsx";
import { isOpen, progressText, shareOfWay } from "./words.ts";

/** What one knows of a goal at a glance. */
export function GoalFacts({ goal }: { readonly goal: Goal }) {
  const nameOf = useNames();
  const { circles, others } = useAudience(goal.share);
  const members = goal.share.memberIds.map(nameOf);
  const audience = [...circles, ...members, ...(others > 0 ? [words.otherCircles(others)] : []), ...(goal.share.network ? [words.everybody] : [])];
  return (
    <dl className="goal-facts">
      <div>
        <dt>{words.facts.soFar}</dt>
        <dd className="number" dir="auto">
          {progressText(goal)}
          <Progress share={shareOfWay(goal)} />
        </dd>
      </div>
      <div>
        <dt>{words.facts.by}</dt>
        <dd className="number">
          {dayWords(goal.targetOn)} {isOpen(goal) && <span className="faint regular">{daysAhead(goal.targetOn)}</span>}
        </dd>
      </div>
      <div>
        <dt>{words.facts.checkIn}</dt>
        <dd>{words.every[goal.cadence.every]}</dd>
      </div>
      <div>
        <dt>{words.facts.begun}</dt>
        <dd className="number">{dayWords(dayOfTime(goal.createdAt))}</dd>
      </div>
      <div>
        <dt>{words.facts.sharedWith}</dt>
        <dd dir="auto">{audience.length === 0 ? words.onlyYou : namesText(audience)}</dd>
      </div>
      {goal.witnesses.length > 0 && (
        <div>
          <dt>{words.facts.witnesses}</dt>
          {goal.witnesses.map((id) => (
            <dd key={id} className="goal-witness">
              <MemberFace id={id} size="tiny" />
              <Link href={`/people/${id}`} dir="auto">
                {nameOf(id)}
              </Link>
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}

/** The circles that one knows by name, and how many others there are. */
function useAudience(share: Share): { readonly circles: readonly string[]; readonly others: number } {
  const { client } = useSession();
  const { rows } = useReadable(client.conversations);
  const circles = share.circleIds.flatMap((id) => rows.find((row) => row.circleId === id)?.title ?? []);
  return { circles, others: share.circleIds.length - circles.length };
}
