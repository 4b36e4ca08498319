import type { Member } from "@peercircle/sdk";
import { useSession } from "../Accounts/SessionContext.ts";
import { Sure } from "../parts/Sure.tsx";
import { administration } from "../texts/administration.ts";
import { ResetLink } from "./ResetLink.tsx";
import { RoleDialog } from "./RoleDialog.tsx";

export type Act = "role" | "reset" | "deactivate" | "reactivate";

interface MemberActProps {
  readonly act: Act;
  readonly member: Member;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Asks before it acts on somebody, and says what the act does. */
export function MemberAct({ act, member, onChanged, onClose }: MemberActProps) {
  const { client, members } = useSession();
  const { accounts } = client.api;
  const name = member.displayName;

  function taken(changed: Member): void {
    members.learn([changed]);
    onChanged();
    onClose();
  }

  switch (act) {
    case "role":
      return <RoleDialog member={member} act={async (role) => taken(await accounts.setRole(member.id, role))} onClose={onClose} />;
    case "reset":
      return <ResetLink member={member} onClose={onClose} />;
    case "deactivate":
      return (
        <Sure
          title={administration.deactivateTitle(name)}
          yes={administration.deactivateYes}
          no={administration.keep}
          act={async () => taken(await accounts.deactivate(member.id))}
          onClose={onClose}
        >
          <p>{administration.deactivateBody(name)}</p>
          {member.role === "administrator" && <p>{administration.deactivateAdministrator}</p>}
        </Sure>
      );
    case "reactivate":
      return (
        <Sure
          title={administration.reactivateTitle(name)}
          yes={administration.reactivateYes}
          no={administration.keep}
          act={async () => taken(await accounts.reactivate(member.id))}
          onClose={onClose}
        >
          <p>{administration.reactivateBody}</p>
        </Sure>
      );
  }
}
