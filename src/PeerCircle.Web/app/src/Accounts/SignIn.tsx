import type { Api, SessionEndReason } from "@peercircle/sdk";
import { Link } from "wouter";
import { Field } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";
import { DoorHead } from "./Door.tsx";
import { renewSession } from "./session.ts";

export function SignIn({ api, reason }: { readonly api: Api; readonly reason: SessionEndReason | undefined }) {
  return (
    <>
      <DoorHead title={texts.accounts.signInTitle}>
        {reason !== undefined && (
          <p className="soft" role="status">
            {texts.accounts.ended[reason]}
          </p>
        )}
      </DoorHead>
      <SignInForm api={api} />
      <p className="door-foot">
        {texts.accounts.newHere}{" "}
        <Link className="text-link" href="/sign-up">
          {texts.accounts.toSignUp}
        </Link>
        <br />
        {texts.accounts.forgot}
      </p>
    </>
  );
}

export function SignInForm({ api }: { readonly api: Api }) {
  return (
    <Form
      label={texts.accounts.signIn}
      submit={texts.accounts.signIn}
      wide
      onSubmit={async (values) => {
        await api.accounts.signIn(textOf(values, "email"), String(values.get("password")), "cookie");
        renewSession();
      }}
    >
      <Field label={texts.accounts.email} name="email" type="email" autoComplete="username" required />
      <Field label={texts.accounts.password} name="password" type="password" autoComplete="current-password" required />
    </Form>
  );
}
