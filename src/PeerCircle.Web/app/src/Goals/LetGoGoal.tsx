import { useSession } from "../Accounts/SessionContext.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { TextField } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";
import type { GoalDialogProps } from "./GoalDialogs.tsx";

/** A full ending, and no way back. */
export function LetGoGoal({ goal, take, onClose }: GoalDialogProps) {
  const { client } = useSession();
  return (
    <Dialog title={texts.goals.letGoTitle(goal.title)} onClose={onClose}>
      <p className="soft">{texts.goals.letGoNote}</p>
      <Form
        label={texts.goals.letGo}
        submit={texts.goals.letGo}
        actions={
          <button type="button" className="button" onClick={onClose}>
            {texts.goals.keep}
          </button>
        }
        onSubmit={async (values) => {
          const learned = textOf(values, "learned");
          const gone = await client.api.goals.letGo(goal.id, learned === "" ? undefined : learned);
          onClose();
          take(gone);
        }}
      >
        <TextField label={texts.goals.learned} hint={texts.goals.learnedHint} name="learned" rows={3} maxLength={2000} dir="auto" />
      </Form>
    </Dialog>
  );
}
