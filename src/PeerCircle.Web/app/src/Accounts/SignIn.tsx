import type { Api, ServerInfo, SessionEndReason } from "@peercircle/sdk";
import { Link } from "wouter";
import { Field } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { PasswordField } from "../parts/PasswordField.tsx";
import { texts } from "../texts.ts";
import { DoorHead } from "./Door.tsx";
import { renewSession } from "./session.ts";

interface SignInProps {
  readonly api: Api;
  readonly server: ServerInfo | undefined;
  readonly reason: SessionEndReason | undefined;
}

export function SignIn({ api, server, reason }: SignInProps) {
  return (
    <>
      <DoorHead title={texts.accounts.signInTitle}>
        <p className="soft" role="status">
          {reason === undefined ? texts.accounts.signInNote : texts.accounts.ended[reason]}
        </p>
      </DoorHead>
      <SignInForm api={api} done={() => Promise.resolve(renewSession())} />
      <p className="door-foot">
        {texts.accounts.forgot}
        <br />
        {server !== undefined && <Newcomers server={server} />}
      </p>
    </>
  );
}

function Newcomers({ server }: { readonly server: ServerInfo }) {
  if (server.registration === "closed") return texts.accounts.closed;
  const isByInvite = server.registration === "invite";
  return (
    <>
      {isByInvite ? texts.accounts.haveInvite : texts.accounts.newHere}{" "}
      <Link className="text-link" href="/sign-up">
        {isByInvite ? texts.accounts.toJoin : texts.accounts.toSignUp}
      </Link>
    </>
  );
}

interface SignInFormProps {
  readonly api: Api;
  /** The cookie is there; goes on with the new session. */
  readonly done: () => Promise<void>;
}

export function SignInForm({ api, done }: SignInFormProps) {
  return (
    <Form
      label={texts.accounts.signIn}
      submit={texts.accounts.signIn}
      wide
      onSubmit={async (values) => {
        await api.accounts.signIn(textOf(values, "email"), String(values.get("password")), "cookie");
        await done();
      }}
    >
      <Field label={texts.accounts.email} name="email" type="email" autoComplete="username" required />
      <PasswordField label={texts.accounts.password} name="password" autoComplete="current-password" required />
    </Form>
  );
}
