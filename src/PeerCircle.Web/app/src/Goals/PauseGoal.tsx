import { useSession } from "../Accounts/SessionContext.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Field } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { goals as words } from "../texts/goals.ts";
import { plusDays, thisDay } from "./days.ts";
import type { GoalDialogProps } from "./GoalDialogs.tsx";

const longestDays = 28;
const usualDays = 7;

export function PauseGoal({ goal, take, onClose }: GoalDialogProps) {
  const { client } = useSession();
  const today = thisDay();
  return (
    <Dialog title={words.pause} note={words.pauseNote} onClose={onClose}>
      <Form
        label={words.pause}
        submit={words.pauseConfirm}
        onSubmit={async (values) => {
          take(await client.api.goals.pause(goal.id, textOf(values, "until")));
          onClose();
        }}
      >
        <Field label={words.pauseUntil} hint={words.pauseHint} name="until" type="date" min={today} max={plusDays(today, longestDays)} defaultValue={plusDays(today, usualDays)} required />
      </Form>
    </Dialog>
  );
}
