import { newId, type CheckInStatus, type Goal } from "@peercircle/sdk";
import { useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { Field } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { Icon } from "../parts/Icon.tsx";
import { goals as words } from "../texts/goals.ts";
import { dayWords, lastDayOf, thisDay } from "./days.ts";
import { stringsOf } from "./formValues.ts";

const statuses = ["onTrack", "atRisk", "offTrack"] as const satisfies readonly CheckInStatus[];
const icons = { onTrack: "check", atRisk: "warning", offTrack: "off" } as const;

interface CheckInFormProps {
  readonly goal: Goal;
  /** One has said how it goes in this window already. */
  readonly isAgain: boolean;
  readonly take: (goal: Goal) => void;
}

/** How it goes: a word is enough. */
export function CheckInForm({ goal, isAgain, take }: CheckInFormProps) {
  const { client } = useSession();
  const [id] = useState(newId); // One form, one check-in, however often it is sent.
  const open = goal.milestones.filter(({ reachedAt }) => reachedAt === undefined);
  const isNumber = goal.measure.kind === "number";
  const title = isAgain ? words.again : words.howIsIt[goal.cadence.every];

  async function send(values: FormData): Promise<void> {
    const status = statuses.find((one) => one === textOf(values, "status"));
    if (status === undefined) return;
    const [value, note, milestoneIds] = [textOf(values, "value"), textOf(values, "note"), stringsOf(values, "milestoneIds")];
    take(
      await client.api.goals.checkIn(goal.id, {
        id,
        status,
        ...(value === "" ? {} : { value: Number(value) }),
        ...(note === "" ? {} : { note }),
        ...(milestoneIds.length === 0 ? {} : { milestoneIds }),
      }),
    );
  }

  return (
    <div className="goal-checkin">
      <Form label={title} submit={words.shareCheckIn(isShared(goal))} onSubmit={send}>
        <fieldset className="goal-statuses">
          <legend>{title}</legend>
          <div className="choice">
            {statuses.map((status) => (
              <label key={status} className={status}>
                <input type="radio" name="status" value={status} required />
                <Icon name={icons[status]} />
                {words.statuses[status]}
              </label>
            ))}
          </div>
        </fieldset>
        <div className={isNumber ? "goal-checkin-line" : "goal-checkin-line single"}>
          {goal.measure.kind === "number" && <Field label={goal.measure.unit ?? words.columns.value} name="value" type="number" step="any" placeholder={String(goal.value ?? goal.measure.start)} />}
          <Field label={isShared(goal) ? words.note : words.noteAlone} name="note" placeholder={words.noteHint} maxLength={2000} dir="auto" />
        </div>
        {open.length > 0 && (
          <details className="goal-reached">
            <summary>{words.reachedWith}</summary>
            {open.map((milestone) => (
              <label key={milestone.id} className="check">
                <input type="checkbox" name="milestoneIds" value={milestone.id} />
                <span dir="auto">{milestone.title}</span>
              </label>
            ))}
          </details>
        )}
        <p className="small faint">{[goal.nextCheckInAt !== undefined && openUntil(goal.nextCheckInAt), isShared(goal) && words.seenBy].filter(Boolean).join(" ")}</p>
      </Form>
    </div>
  );
}

function isShared({ share }: Goal): boolean {
  return share.network || share.circleIds.length > 0 || share.memberIds.length > 0;
}

function openUntil(end: string): string {
  const day = lastDayOf(end);
  return day === thisDay() ? words.openToday : words.openUntil(dayWords(day));
}
