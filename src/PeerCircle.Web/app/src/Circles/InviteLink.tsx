import type { NewInvite } from "@peercircle/sdk";
import { useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Field } from "../parts/Field.tsx";
import { texts } from "../texts.ts";

/** Makes a link to the circle; its token is shown this once. */
export function InviteLink({ circleId }: { readonly circleId: string }) {
  const { client } = useSession();
  const [invite, setInvite] = useState<NewInvite>();
  const [isCopied, setCopied] = useState(false);
  const [error, setError] = useState<unknown>();

  async function create(): Promise<void> {
    try {
      setInvite(await client.api.circles.invite(circleId));
      setError(undefined);
    } catch (failure) {
      setError(failure);
    }
  }

  async function copy(url: string): Promise<void> {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  }

  return (
    <section className="stack-12">
      {invite === undefined ? (
        <button type="button" className="button primary" onClick={() => void create()}>
          {texts.circles.invite}
        </button>
      ) : (
        <>
          <Field label={texts.circles.inviteLink} hint={texts.circles.inviteHint} value={invite.url} readOnly onFocus={(event) => event.currentTarget.select()} />
          {"clipboard" in navigator && (
            <button type="button" className="button" onClick={() => void copy(invite.url)}>
              {texts.circles.copy}
            </button>
          )}
          <p className="soft small" role="status">
            {isCopied && texts.circles.copied}
          </p>
        </>
      )}
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </section>
  );
}
