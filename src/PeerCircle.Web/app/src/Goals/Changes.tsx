import type { Goal, GoalChange } from "@peercircle/sdk";
import { useNames } from "../Accounts/memberDirectory.ts";
import { MemberFace } from "../Accounts/MemberFace.tsx";
import { useSession } from "../Accounts/SessionContext.ts";
import { TextField } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { Icon } from "../parts/Icon.tsx";
import { goals as words } from "../texts/goals.ts";
import { dayOfTime, dayWords } from "./days.ts";
import { changeText, changeTitle } from "./Timeline/entryWords.ts";

interface ChangesProps {
  readonly goal: Goal;
  readonly take: (goal: Goal) => void;
}

/** How the plan changed and why, with the one question about each, the latest first. */
export function Changes({ goal, take }: ChangesProps) {
  if (goal.changes.length === 0) return null;
  return (
    <section className="goal-changes" aria-labelledby="changes">
      <h2 className="section-title" id="changes">
        {words.changes}
      </h2>
      {goal.changes.toReversed().map((change) => (
        <article key={change.id} className="goal-change" aria-label={`${changeTitle(change)}, ${dayWords(dayOfTime(change.at))}`}>
          <p className="goal-kind">
            <Icon name="day" />
            {words.changedOn(dayWords(dayOfTime(change.at)))}
            <span className="end">{changeTitle(change)}</span>
          </p>
          <p className="goal-diff" dir="auto">
            <del>{changeText(change.from)}</del>
            <span aria-hidden="true">→</span>
            <ins>{changeText(change.to)}</ins>
          </p>
          <p className="goal-words" dir="auto">
            {change.reason}
          </p>
          <Talk goal={goal} change={change} take={take} />
        </article>
      ))}
    </section>
  );
}

function Talk({ goal, change, take }: ChangesProps & { readonly change: GoalChange }) {
  const { client, me } = useSession();
  const isOwn = goal.ownerId === me.id;
  const { question } = change;
  if (question === undefined) {
    if (isOwn) return null;
    return (
      <Say label={words.askChange} hint={words.askHint} submit={words.ask} act={(text) => client.api.goals.ask(goal.id, change.id, text)} take={take} />
    );
  }
  return (
    <div className="goal-talk">
      <Said by={question.byId} verb={words.asked} text={question.text} />
      {question.answer !== undefined && <Said by={goal.ownerId} verb={words.answered} text={question.answer} />}
      {question.answer === undefined && isOwn && <Say label={words.yourAnswer} submit={words.answer} act={(text) => client.api.goals.answer(goal.id, change.id, text)} take={take} />}
    </div>
  );
}

function Said({ by, verb, text }: { readonly by: string; readonly verb: string; readonly text: string }) {
  const nameOf = useNames();
  return (
    <div className="goal-said">
      <MemberFace id={by} size="small" />
      <p className="small">
        <b className="strong" dir="auto">
          {nameOf(by)}
        </b>{" "}
        <span className="faint">{verb}</span>
      </p>
      <p className="goal-words" dir="auto">
        {text}
      </p>
    </div>
  );
}

interface SayProps {
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  readonly act: (text: string) => Promise<Goal>;
  readonly take: (goal: Goal) => void;
}

function Say({ label, hint, submit, act, take }: SayProps) {
  return (
    <div className="goal-say">
      <Form label={label} submit={submit} secondary onSubmit={async (values) => take(await act(textOf(values, "text")))}>
        <TextField label={label} hint={hint} name="text" rows={2} maxLength={2000} required dir="auto" />
      </Form>
    </div>
  );
}
