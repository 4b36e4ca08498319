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
  const isActive = goal.state === "active"; // Else it rests, and everybody sees that.
  const stillCounts = isActive && Date.parse(missed.since) + lateMs > Date.now();
  const isPrivate = isActive && missed.answer !== "needHelp" && Date.parse(missed.since) + privateMs > Date.now();
  const label = isActive ? words.missed(dayWords(lastDayOf(missed.since))) : words.dormant;
  const note = [missed.answer === undefined ? stillCounts && words.missedNote : words.missedAnswers[missed.answer], isPrivate && words.missedPrivate].filter(Boolean).join(" ");
  return (
    <section className="goal-missed" aria-label={label}>
      <p className="strong-label">{label}</p>
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
