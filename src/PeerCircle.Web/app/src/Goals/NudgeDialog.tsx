import type { ConversationRow } from "@peercircle/sdk";
import { useSession } from "../Accounts/SessionContext.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { SelectField, TextField } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { say } from "../parts/toasts.ts";
import { goals as words } from "../texts/goals.ts";
import type { GoalDialogProps } from "./GoalDialogs.tsx";

interface NudgeDialogProps extends GoalDialogProps {
  readonly name: string;
  /** Those that one shares with its owner and that see the goal. */
  readonly circles: readonly ConversationRow[];
}

/** The kind question, before a circle. */
export function NudgeDialog({ goal, name, circles, take, onClose }: NudgeDialogProps) {
  const { client } = useSession();
  const title = words.nudgeTitle(name);
  return (
    <Dialog title={title} note={words.nudgeNote} onClose={onClose}>
      <Form
        label={title}
        submit={words.nudgeConfirm}
        onSubmit={async (values) => {
          take(await client.api.goals.nudge(goal.id, textOf(values, "circleId"), textOf(values, "text")));
          say(words.nudged);
          onClose();
        }}
      >
        <TextField label={words.nudgeText} name="text" rows={3} defaultValue={words.nudgeWords(goal.title)} maxLength={2000} required dir="auto" />
        <SelectField label={words.nudgeWhere} name="circleId">
          {circles.map((row) => (
            <option key={row.id} value={row.circleId}>
              {row.title}
            </option>
          ))}
        </SelectField>
      </Form>
    </Dialog>
  );
}
