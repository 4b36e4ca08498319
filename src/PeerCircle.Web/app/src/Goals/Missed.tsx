import type { Goal } from "@peercircle/sdk";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { texts } from "../texts.ts";
import { Act } from "./Act.tsx";
import { dayWords, lastDayOf } from "./days.ts";

const privateMs = 86_400_000;

interface MissedProps {
  readonly goal: Goal;
  readonly missed: NonNullable<Goal["missed"]>;
  readonly take: (goal: Goal) => void;
}

/** Asked kindly of whoever did not check in, and for a day of nobody else. */
export function Missed({ goal, missed, take }: MissedProps) {
  const { client } = useSession();
  const isPrivate = missed.answer !== "needHelp" && Date.parse(missed.since) + privateMs > Date.now();
  return (
    <section className="goal-missed" aria-label={texts.goals.missed(dayWords(lastDayOf(missed.since)))}>
      <p className="strong-label">{texts.goals.missed(dayWords(lastDayOf(missed.since)))}</p>
      <p className="soft small">
        {missed.answer === undefined ? texts.goals.missedNote : texts.goals.missedAnswers[missed.answer]} {isPrivate && texts.goals.missedPrivate}
      </p>
      <div className="buttons">
        <Act label={texts.goals.onIt} pressed={missed.answer === "onIt"} act={() => client.api.goals.answerMissed(goal.id, "onIt")} take={take} />
        <Act label={texts.goals.needHelp} pressed={missed.answer === "needHelp"} act={() => client.api.goals.answerMissed(goal.id, "needHelp")} take={take} />
        <Link className="button" href={`/goals/${goal.id}?do=let-go`}>
          {texts.goals.letItGo}
        </Link>
      </div>
    </section>
  );
}
