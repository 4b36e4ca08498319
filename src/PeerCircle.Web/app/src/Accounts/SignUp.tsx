import type { Api, ServerInfo } from "@peercircle/sdk";
import { Link, useLocation } from "wouter";
import { Field } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";
import { DoorHead } from "./Door.tsx";
import { renewSession } from "./session.ts";

export function SignUp({ api, server }: { readonly api: Api; readonly server: ServerInfo | undefined }) {
  const [, navigate] = useLocation();
  const isSetUp = server?.setupRequired === true;
  const note = isSetUp ? texts.accounts.setUpHint : server?.registration === "closed" ? texts.accounts.closed : server?.registration === "invite" ? texts.accounts.byInvite : undefined;
  return (
    <>
      <DoorHead title={isSetUp ? texts.accounts.setUpTitle : texts.accounts.signUpTitle}>{note !== undefined && <p className="soft">{note}</p>}</DoorHead>
      <SignUpForm api={api} server={server} done={() => navigate("/")} />
      {!isSetUp && (
        <p className="door-foot">
          {texts.accounts.haveAccount}{" "}
          <Link className="text-link" href="/">
            {texts.accounts.toSignIn}
          </Link>
        </p>
      )}
    </>
  );
}

interface SignUpFormProps {
  readonly api: Api;
  readonly server: ServerInfo | undefined;
  /** From the link one came by; without one it can be typed where it is needed. */
  readonly inviteToken?: string;
  /** Signed in by cookie, before the page goes on with the new session. */
  readonly done: () => void | Promise<void>;
}

export function SignUpForm({ api, server, inviteToken, done }: SignUpFormProps) {
  async function signUp(values: FormData): Promise<void> {
    const email = textOf(values, "email");
    const password = String(values.get("password"));
    await api.accounts.signUp({
      email,
      password,
      displayName: textOf(values, "displayName"),
      inviteToken: inviteToken ?? (tokenOf(textOf(values, "inviteToken")) || undefined),
      setupCode: textOf(values, "setupCode") || undefined,
    });
    await api.accounts.signIn(email, password, "cookie");
    await done();
    renewSession();
  }

  return (
    <Form label={texts.accounts.signUp} submit={texts.accounts.signUp} wide onSubmit={signUp}>
      <Field label={texts.accounts.name} name="displayName" hint={texts.accounts.nameHint} autoComplete="name" maxLength={80} required />
      <Field label={texts.accounts.email} name="email" type="email" autoComplete="username" maxLength={254} required />
      <Field label={texts.accounts.password} name="password" type="password" hint={texts.accounts.passwordHint} autoComplete="new-password" minLength={12} maxLength={128} required />
      {server?.setupRequired === true && <Field label={texts.accounts.setupCode} name="setupCode" hint={texts.accounts.setupCodeHint} autoComplete="off" required />}
      {server?.setupRequired === false && server.registration === "invite" && inviteToken === undefined && (
        <Field label={texts.accounts.inviteToken} name="inviteToken" hint={texts.accounts.inviteTokenHint} autoComplete="off" required />
      )}
    </Form>
  );
}

/** People paste the whole link. */
function tokenOf(text: string): string {
  return text.split("/").filter(Boolean).at(-1) ?? "";
}
