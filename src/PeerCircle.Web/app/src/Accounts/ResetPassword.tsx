import type { Api } from "@peercircle/sdk";
import { useState } from "react";
import { Link } from "wouter";
import { Field } from "../parts/Field.tsx";
import { Form } from "../parts/Form.tsx";
import { texts } from "../texts.ts";
import { DoorHead } from "./Door.tsx";

/** Where the link of an administrator leads. */
export function ResetPassword({ api, token }: { readonly api: Api; readonly token: string }) {
  const [isDone, setDone] = useState(false);
  return (
    <>
      <DoorHead title={texts.accounts.resetTitle} />
      {isDone ? (
        <p role="status">
          {texts.accounts.resetDone}{" "}
          <Link className="text-link" href="/">
            {texts.accounts.signIn}
          </Link>
        </p>
      ) : (
        <Form
          label={texts.accounts.resetTitle}
          submit={texts.accounts.reset}
          wide
          onSubmit={async (values) => {
            await api.accounts.resetPassword(token, String(values.get("password")));
            setDone(true);
          }}
        >
          <Field label={texts.accounts.newPassword} name="password" type="password" hint={texts.accounts.passwordHint} autoComplete="new-password" minLength={12} maxLength={128} required />
        </Form>
      )}
    </>
  );
}
