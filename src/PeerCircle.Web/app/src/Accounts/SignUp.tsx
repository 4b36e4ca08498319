import { isCode, type Api, type ServerInfo } from "@peercircle/sdk";
import { useRef } from "react";
import { Link, useLocation } from "wouter";
import { ofTypedInvite, tokenOf } from "../Circles/inviteTrouble.ts";
import { Field } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { PasswordField } from "../parts/PasswordField.tsx";
import { texts } from "../texts.ts";
import { DoorHead } from "./Door.tsx";
import { renewSession } from "./session.ts";

export function SignUp({ api, server }: { readonly api: Api; readonly server: ServerInfo | undefined }) {
  const [, navigate] = useLocation();
  const isSetUp = server?.setupRequired === true;
  const isClosed = !isSetUp && server?.registration === "closed";
  return (
    <>
      <DoorHead title={isSetUp ? texts.accounts.setUpTitle : isClosed ? texts.accounts.closedTitle : texts.accounts.signUpTitle}>
        <p className="soft">{noteOn(server)}</p>
      </DoorHead>
      {!isClosed && (
        <SignUpForm
          api={api}
          server={server}
          submit={texts.accounts.signUp}
          done={(circle) => {
            renewSession();
            navigate(circle ?? "/welcome/you", { replace: true });
          }}
        />
      )}
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

function noteOn(server: ServerInfo | undefined): string {
  if (server?.setupRequired === true) return texts.accounts.setUpHint;
  if (server?.registration === "closed") return texts.accounts.closedHint;
  return server?.registration === "invite" ? texts.accounts.byInvite : texts.accounts.stepsFollow;
}

interface SignUpFormProps {
  readonly api: Api;
  readonly server: ServerInfo | undefined;
  readonly submit: string;
  /** From the link one came by; without one it can be typed where it is needed. */
  readonly inviteToken?: string;
  /** The cookie is there; goes on with the new session, in the circle that the invite led to, if it did. */
  readonly done: (circlePath: string | undefined) => void;
}

export function SignUpForm({ api, server, submit, inviteToken, done }: SignUpFormProps) {
  /** The address whose account has been made, should what follows have to be tried again. */
  const made = useRef<string>(undefined);

  async function signUp(values: FormData): Promise<void> {
    const email = textOf(values, "email");
    const password = String(values.get("password"));
    const token = inviteToken ?? tokenOf(textOf(values, "inviteToken"));
    try {
      if (made.current !== email) await api.accounts.signUp({ email, password, displayName: textOf(values, "displayName"), inviteToken: token, setupCode: textOf(values, "setupCode") || undefined });
      made.current = email;
    } catch (error) {
      throw ofTypedInvite(error); // Nothing else of a new account can be unknown.
    }
    await api.accounts.signIn(email, password, "cookie");
    // One is in, whatever becomes of the invite: the page behind its link says what is wrong with it.
    done(token === undefined ? undefined : await circlePath(api, token).catch(() => `/invite/${token}`));
  }

  return (
    <Form label={submit} submit={submit} wide onSubmit={signUp}>
      <Field label={texts.accounts.name} name="displayName" hint={texts.accounts.nameHint} autoComplete="name" maxLength={80} required />
      <Field label={texts.accounts.email} name="email" type="email" autoComplete="username" maxLength={254} required />
      <PasswordField label={texts.accounts.password} name="password" hint={texts.accounts.passwordHint} autoComplete="new-password" minLength={12} maxLength={128} required />
      {server?.setupRequired === true && <Field label={texts.accounts.setupCode} name="setupCode" hint={texts.accounts.setupCodeHint} autoComplete="off" required />}
      {server?.setupRequired === false && server.registration === "invite" && inviteToken === undefined && (
        <Field label={texts.accounts.inviteToken} name="inviteToken" hint={texts.accounts.inviteTokenHint} autoComplete="off" required />
      )}
    </Form>
  );
}

/** The conversation of the circle that an invite leads to, for one who may be in already: accepting again uses nothing. */
export async function circlePath(api: Api, token: string): Promise<string | undefined> {
  try {
    return `/c/${(await api.circles.acceptInvite(token)).conversationId}`;
  } catch (error) {
    if (isCode(error, "invite.gone") || isCode(error, "circle.full") || isCode(error, "not_found")) return undefined;
    throw error;
  }
}
