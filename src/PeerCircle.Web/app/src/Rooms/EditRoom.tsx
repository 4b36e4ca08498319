import type { Room } from "@peercircle/sdk";
import { useSession } from "../Accounts/SessionContext.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Field } from "../parts/Field.tsx";
import { Form, textOf, wordsOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";

interface EditRoomProps {
  readonly room: Room;
  readonly changed: () => void;
  readonly onClose: () => void;
}

export function EditRoom({ room, changed, onClose }: EditRoomProps) {
  const { client } = useSession();
  return (
    <Dialog title={texts.rooms.editTitle(room.name)} onClose={onClose}>
      <Form
        label={texts.rooms.editTitle(room.name)}
        submit={texts.save}
        onSubmit={async (values) => {
          await client.api.rooms.change(room.id, { name: textOf(values, "name"), topic: textOf(values, "topic"), tags: wordsOf(values, "tags") });
          changed();
          onClose();
        }}
      >
        <Field label={texts.rooms.name} name="name" defaultValue={room.name} maxLength={80} required />
        <Field label={texts.rooms.topic} name="topic" hint={texts.rooms.topicHint} defaultValue={room.topic} maxLength={200} required />
        <Field label={texts.rooms.tags} name="tags" hint={texts.rooms.tagsHint} defaultValue={(room.tags ?? []).join(", ")} />
      </Form>
    </Dialog>
  );
}
