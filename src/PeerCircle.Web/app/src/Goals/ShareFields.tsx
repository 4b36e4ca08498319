import type { Share } from "@peercircle/sdk";
import { useSession } from "../Accounts/SessionContext.ts";
import { useFieldFault } from "../parts/FormFault.ts";
import { useReadable } from "../parts/useReadable.ts";
import { goals as words } from "../texts/goals.ts";
import { PeopleFields } from "./PeopleFields.tsx";

interface ShareFieldsProps {
  readonly share?: Share | undefined;
  readonly circleId?: string | undefined;
}

/** With which of one's circles, with whom else, with everybody, or with nobody. */
export function ShareFields({ share, circleId }: ShareFieldsProps) {
  const { client } = useSession();
  const circles = useReadable(client.conversations).rows.filter((row) => row.circleId !== undefined);
  const fault = useFieldFault("share");
  return (
    <fieldset className="goal-part">
      <legend>{words.share}</legend>
      <p className="small faint">{words.shareHint}</p>
      {fault !== undefined && <p className="error">{fault}</p>}
      <div className="goal-checks">
        {circles.map((row) => (
          <label key={row.id} className="check">
            <input type="checkbox" name="share" value={row.circleId} defaultChecked={row.circleId === circleId || share?.circleIds.includes(row.circleId ?? "") === true} />
            <span dir="auto">{row.title}</span>
          </label>
        ))}
        <label className="check">
          <input type="checkbox" name="network" defaultChecked={share?.network === true} />
          {words.network}
        </label>
      </div>
      <PeopleFields memberIds={share?.memberIds ?? []} />
    </fieldset>
  );
}
