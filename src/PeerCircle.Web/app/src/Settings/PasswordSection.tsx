import { isCode, PeerCircleError } from "@peercircle/sdk";
import { useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { Form } from "../parts/Form.tsx";
import { PasswordField } from "../parts/PasswordField.tsx";
import { texts } from "../texts.ts";
import { settings } from "../texts/settings.ts";
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
      if (isCode(error, "auth.failed")) throw new PeerCircleError("request.invalid", settings.wrongCurrent, false, { errors: { current: [settings.wrongCurrent] } });
      throw error;
    }
  }

  return (
    <>
      <p className="soft">{settings.passwordNote}</p>
      <Form key={changes} label={settings.sections.password} submit={settings.changePassword} onSubmit={change}>
        <input className="hidden" type="text" name="username" autoComplete="username" value={me.email} readOnly tabIndex={-1} aria-hidden="true" />
        <PasswordField label={settings.currentPassword} name="current" autoComplete="current-password" required />
        <PasswordField label={texts.accounts.newPassword} name="password" hint={texts.accounts.passwordHint} autoComplete="new-password" minLength={12} maxLength={128} required />
      </Form>
      <Saved when={changes > 0}>{settings.passwordChanged}</Saved>
    </>
  );
}
