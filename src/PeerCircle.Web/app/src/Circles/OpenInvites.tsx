import type { Invite } from "@peercircle/sdk";
import { useRef, useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { shortText } from "../parts/times.ts";
import { texts } from "../texts.ts";

interface OpenInvitesProps {
  readonly circleId: string;
  readonly invites: readonly Invite[];
  readonly reload: () => void;
}

/** The invites that still work. A link itself was shown once and is not known any more. */
export function OpenInvites({ circleId, invites, reload }: OpenInvitesProps) {
  const { client } = useSession();
  const [said, setSaid] = useState("");
  const [error, setError] = useState<unknown>();
  const heading = useRef<HTMLHeadingElement>(null);

  async function withdraw(invite: Invite): Promise<void> {
    setError(undefined);
    try {
      await client.api.circles.withdrawInvite(circleId, invite.id);
      heading.current?.focus(); // Its button goes with it.
      setSaid(texts.circles.withdrawn);
      reload();
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <section aria-labelledby="open-invites">
      <h3 className="small strong" id="open-invites" ref={heading} tabIndex={-1}>
        {texts.circles.openInvites}
      </h3>
      <p className={said === "" ? "hidden" : "soft small"} role="status">
        {said}
      </p>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      {invites.length === 0 && said === "" && <p className="soft small">{texts.circles.noInvites}</p>}
      <ul className="ruled">
        {invites.map((invite) => (
          <li key={invite.id} className="choice-row">
            <Icon name="link" />
            <div>
              <p>{texts.circles.inviteUses(invite.uses, invite.maxUses)}</p>
              <p className="small faint">{texts.circles.inviteUntil(shortText(invite.createdAt), shortText(invite.expiresAt))}</p>
            </div>
            <button type="button" className="button small" aria-label={texts.circles.withdrawMade(shortText(invite.createdAt))} onClick={() => void withdraw(invite)}>
              {texts.circles.withdraw}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
