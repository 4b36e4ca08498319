import type { Circle } from "@peercircle/sdk";
import { useSession } from "../Accounts/SessionContext.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Field, TextField } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";

interface EditCircleProps {
  readonly circle: Circle;
  readonly changed: (circle: Circle) => void;
  readonly onClose: () => void;
}

export function EditCircle({ circle, changed, onClose }: EditCircleProps) {
  const { client } = useSession();
  return (
    <Dialog title={texts.circles.editTitle(circle.name)} onClose={onClose}>
      <Form
        label={texts.circles.editTitle(circle.name)}
        submit={texts.save}
        onSubmit={async (values) => {
          changed(await client.api.circles.change(circle.id, { name: textOf(values, "name"), purpose: textOf(values, "purpose"), capacity: Number(values.get("capacity")) }));
          onClose();
        }}
      >
        <Field label={texts.circles.name} name="name" defaultValue={circle.name} maxLength={80} required />
        <TextField label={texts.circles.purpose} name="purpose" hint={texts.circles.purposeHint} defaultValue={circle.purpose} maxLength={500} rows={4} dir="auto" />
        <Field label={texts.circles.capacity} name="capacity" type="number" min={Math.max(2, circle.members.length)} max={200} defaultValue={circle.capacity} hint={texts.circles.capacityTaken(circle.members.length)} required />
      </Form>
    </Dialog>
  );
}
