import { useState, type SyntheticEvent } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { TextField } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";
import { goals as words } from "../texts/goals.ts";
import { cadenceOf, isSameMeasure, measureOf, milestonesOf, shareOf } from "./formValues.ts";
import type { GoalDialogProps } from "./GoalDialogs.tsx";
import { GoalFields } from "./GoalFields.tsx";

/** Changes the plan. Another date or measure asks why: those it is shared with will. */
export function EditGoal({ goal, take, onClose }: GoalDialogProps) {
  const { client } = useSession();
  const [begun] = useState(goal); // What is read meanwhile is not what was changed.
  const [isOther, setOther] = useState(false);

  function look(event: SyntheticEvent<HTMLElement>): void {
    const form = event.currentTarget.closest("form");
    if (form === null) return;
    const values = new FormData(form);
    setOther(textOf(values, "targetOn") !== begun.targetOn || !isSameMeasure(measureOf(values), begun.measure));
  }

  return (
    <Dialog title={words.editTitle} className="goal-edit" onClose={onClose}>
      <Form
        label={words.editTitle}
        submit={texts.save}
        onSubmit={async (values) => {
          const reason = textOf(values, "reason");
          const measure = measureOf(values);
          take(
            await client.api.goals.change(goal.id, {
              title: textOf(values, "title"),
              why: textOf(values, "why"),
              ...(isSameMeasure(measure, begun.measure) ? {} : { measure }),
              ...(textOf(values, "targetOn") === begun.targetOn ? {} : { targetOn: textOf(values, "targetOn") }),
              milestones: milestonesOf(values),
              cadence: cadenceOf(values),
              share: shareOf(values),
              ...(reason === "" ? {} : { reason }),
            }),
          );
          onClose();
        }}
      >
        <div className="form goal-fields" onInput={look}>
          <GoalFields goal={begun} />
        </div>
        {isOther && <TextField label={words.reason} hint={words.reasonHint} name="reason" rows={2} maxLength={2000} required dir="auto" />}
      </Form>
    </Dialog>
  );
}
