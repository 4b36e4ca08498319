import { useSession } from "../Accounts/SessionContext.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Form } from "../parts/Form.tsx";
import { useReadable } from "../parts/useReadable.ts";
import { goals as words } from "../texts/goals.ts";
import { stringsOf } from "./formValues.ts";
import type { GoalDialogProps } from "./GoalDialogs.tsx";

/** Reached, and celebrated with those one chooses. */
export function ReachGoal({ goal, take, onClose }: GoalDialogProps) {
  const { client } = useSession();
  const circles = useReadable(client.conversations).rows.filter((row) => row.circleId !== undefined && goal.share.circleIds.includes(row.circleId));
  return (
    <Dialog title={words.reachTitle(goal.title)} note={words.reachNote} onClose={onClose}>
      <Form
        label={words.reach}
        submit={words.reachConfirm}
        actions={
          <button type="button" className="button" onClick={onClose}>
            {words.notYet}
          </button>
        }
        onSubmit={async (values) => {
          const reached = await client.api.goals.achieve(goal.id, { circleIds: stringsOf(values, "share"), network: values.get("network") !== null });
          onClose();
          take(reached);
        }}
      >
        <fieldset className="goal-part">
          <legend>{words.reachWith}</legend>
          <div className="goal-checks">
            {circles.map((row) => (
              <label key={row.id} className="check">
                <input type="checkbox" name="share" value={row.circleId} defaultChecked />
                <span dir="auto">{row.title}</span>
              </label>
            ))}
            <label className="check">
              <input type="checkbox" name="network" defaultChecked={goal.share.network} />
              {words.reachNetwork}
            </label>
          </div>
          <p className="small faint">{words.reachHint}</p>
        </fieldset>
      </Form>
    </Dialog>
  );
}
