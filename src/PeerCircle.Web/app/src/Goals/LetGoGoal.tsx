import { useSession } from "../Accounts/SessionContext.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { TextField } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { goals as words } from "../texts/goals.ts";
import type { GoalDialogProps } from "./GoalDialogs.tsx";

/** A full ending, and no way back. */
export function LetGoGoal({ goal, take, onClose }: GoalDialogProps) {
  const { client } = useSession();
  return (
    <Dialog title={words.letGoTitle(goal.title)} onClose={onClose}>
      <p className="soft">{words.letGoNote}</p>
      <Form
        label={words.letGo}
        submit={words.letGo}
        actions={
          <button type="button" className="button" onClick={onClose}>
            {words.keep}
          </button>
        }
        onSubmit={async (values) => {
          const learned = textOf(values, "learned");
          const gone = await client.api.goals.letGo(goal.id, learned === "" ? undefined : learned);
          onClose();
          take(gone);
        }}
      >
        <TextField label={words.learned} hint={words.learnedHint} name="learned" rows={3} maxLength={2000} dir="auto" />
      </Form>
    </Dialog>
  );
}
