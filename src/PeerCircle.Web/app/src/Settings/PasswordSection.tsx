import { isCode, PeerCircleError } from "@peercircle/sdk";
import { useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { Form } from "../parts/Form.tsx";
import { PasswordField } from "../parts/PasswordField.tsx";
import { texts } from "../texts.ts";
import { Saved } from "./Saved.tsx";

export function PasswordSection() {
  const { client, me } = useSession();
  const [changes, setChanges] = useState(0);

  async function change(values: FormData): Promise<void> {
    try {
      await client.api.accounts.changePassword(String(values.get("current")), String(values.get("password")));
      setChanges((count) => count + 1);
    } catch (error) {
      // At this place it is the password alone that can be wrong.
      if (isCode(error, "auth.failed")) throw new PeerCircleError("request.invalid", texts.settings.wrongCurrent, false, { errors: { current: [texts.settings.wrongCurrent] } });
      throw error;
    }
  }

  return (
    <>
      <p className="soft">{texts.settings.passwordNote}</p>
      <Form key={changes} label={texts.settings.sections.password} submit={texts.settings.changePassword} onSubmit={change}>
        <input className="hidden" type="text" name="username" autoComplete="username" value={me.email} readOnly tabIndex={-1} aria-hidden="true" />
        <PasswordField label={texts.settings.currentPassword} name="current" autoComplete="current-password" required />
        <PasswordField label={texts.accounts.newPassword} name="password" hint={texts.accounts.passwordHint} autoComplete="new-password" minLength={12} maxLength={128} required />
      </Form>
      <Saved when={changes > 0}>{texts.settings.passwordChanged}</Saved>
    </>
  );
}
