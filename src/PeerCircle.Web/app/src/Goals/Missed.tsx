import type { Goal } from "@peercircle/sdk";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { goals as words } from "../texts/goals.ts";
import { Act } from "./Act.tsx";
import { dayWords, lastDayOf } from "./days.ts";

const privateMs = 86_400_000;
const lateMs = 2 * privateMs;

interface MissedProps {
  readonly goal: Goal;
  readonly missed: NonNullable<Goal["missed"]>;
  readonly take: (goal: Goal) => void;
}

/** Asked kindly of whoever did not check in, and for a day of nobody else. */
export function Missed({ goal, missed, take }: MissedProps) {
  const { client } = useSession();
  const stillCounts = goal.state === "active" && Date.parse(missed.since) + lateMs > Date.now();
  const isPrivate = missed.answer !== "needHelp" && Date.parse(missed.since) + privateMs > Date.now();
  const note = [missed.answer === undefined ? stillCounts && words.missedNote : words.missedAnswers[missed.answer], isPrivate && words.missedPrivate].filter(Boolean).join(" ");
  return (
    <section className="goal-missed" aria-label={words.missed(dayWords(lastDayOf(missed.since)))}>
      <p className="strong-label">{words.missed(dayWords(lastDayOf(missed.since)))}</p>
      {note !== "" && <p className="soft small">{note}</p>}
      <div className="buttons">
        <Act label={words.onIt} pressed={missed.answer === "onIt"} act={() => client.api.goals.answerMissed(goal.id, "onIt")} take={take} />
        <Act label={words.needHelp} pressed={missed.answer === "needHelp"} act={() => client.api.goals.answerMissed(goal.id, "needHelp")} take={take} />
        <Link className="button" href={`/goals/${goal.id}?do=let-go`}>
          {words.letItGo}
        </Link>
      </div>
    </section>
  );
}
