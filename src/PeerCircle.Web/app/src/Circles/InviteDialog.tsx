import type { Circle, NewInvite } from "@peercircle/sdk";
import { useCallback, useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { CopyField } from "../parts/CopyField.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { SelectField } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { shortText } from "../parts/times.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { texts } from "../texts.ts";
import { OpenInvites } from "./OpenInvites.tsx";

const hours = ["24", "168", "720"] as const;
const everybody = 200;

/** Makes links to the circle, each shown this once, and lists those that still work. */
export function InviteDialog({ circle, onClose }: { readonly circle: Circle; readonly onClose: () => void }) {
  const { client } = useSession();
  const [made, setMade] = useState<NewInvite>();
  const { value: invites, reload } = useLoaded(useCallback(() => client.api.circles.invites(circle.id), [client, circle.id]));
  const free = Math.max(0, circle.capacity - circle.members.length);

  async function make(values: FormData): Promise<void> {
    setMade(await client.api.circles.invite(circle.id, { maxUses: Number(values.get("maxUses")), expiresInHours: Number(values.get("expiresInHours")) }));
    reload();
  }

  return (
    <Dialog title={texts.circles.inviteTitle(circle.name)} note={texts.circles.free(free)} onClose={onClose}>
      {made === undefined ? (
        <Form label={texts.circles.inviteTitle(circle.name)} submit={texts.circles.makeLink} onSubmit={make}>
          <SelectField label={texts.circles.uses} name="maxUses" defaultValue={everybody}>
            <option value={everybody}>{texts.circles.usesAll}</option>
            {[1, 2, 3, 5].map((people) => (
              <option key={people} value={people}>
                {texts.circles.usesOf(people)}
              </option>
            ))}
          </SelectField>
          <SelectField label={texts.circles.lasts} name="expiresInHours" defaultValue="168">
            {hours.map((count) => (
              <option key={count} value={count}>
                {texts.circles.lastsOf[count]}
              </option>
            ))}
          </SelectField>
        </Form>
      ) : (
        <>
          <CopyField label={texts.circles.inviteLink} hint={texts.circles.shownOnce(shortText(made.expiresAt))} value={made.url} />
          <div className="buttons">
            <button type="button" className="button small" onClick={() => setMade(undefined)}>
              {texts.circles.another}
            </button>
          </div>
        </>
      )}
      {invites !== undefined && <OpenInvites circleId={circle.id} invites={invites} reload={reload} />}
    </Dialog>
  );
}
