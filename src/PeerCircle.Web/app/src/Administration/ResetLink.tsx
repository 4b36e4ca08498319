import type { Member } from "@peercircle/sdk";
import { useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { CopyField } from "../parts/CopyField.tsx";
import { Dialog } from "../parts/Dialog.tsx";
import { errorText } from "../parts/errors.ts";
import { shortText } from "../parts/times.ts";
import { texts } from "../texts.ts";
import { administration } from "../texts/administration.ts";

/** Makes a link once it is said what it does, and shows it this once. */
export function ResetLink({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const { client } = useSession();
  const [link, setLink] = useState<{ readonly url: string; readonly expiresAt: string }>();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function make(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    try {
      setLink(await client.api.accounts.createPasswordReset(member.id));
      setError(undefined);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }

  return (
    <Dialog title={administration.resetTitle(member.displayName)} onClose={onClose}>
      {link === undefined ? (
        <>
          <p>{administration.resetBody}</p>
          {error !== undefined && (
            <p className="error" role="alert">
              {errorText(error)}
            </p>
          )}
          <div className="buttons">
            <button type="button" className="button primary" aria-disabled={isBusy} onClick={() => void make()}>
              {administration.resetYes}
            </button>
            <button type="button" className="button" onClick={onClose}>
              {texts.cancel}
            </button>
          </div>
        </>
      ) : (
        <>
          <CopyField label={administration.resetLabel} hint={administration.resetHint(shortText(link.expiresAt))} value={link.url} />
          <div className="buttons">
            <button type="button" className="button" onClick={onClose}>
              {administration.done}
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}
