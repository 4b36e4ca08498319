import type { Api, SessionEndReason } from "@peercircle/sdk";
import { useCallback, type ReactNode } from "react";
import { Route, Switch } from "wouter";
import { Face } from "../parts/Face.tsx";
import { Logo } from "../parts/Icon.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { JoinByInvite } from "../Circles/JoinByInvite.tsx";
import { ResetPassword } from "./ResetPassword.tsx";
import { SignIn } from "./SignIn.tsx";
import { SignUp } from "./SignUp.tsx";

/** Everything one sees without a session. Other addresses lead to signing in, and stay for afterwards. */
export function Door({ api, reason }: { readonly api: Api; readonly reason: SessionEndReason | undefined }) {
  const { value: server, error } = useLoaded(useCallback(() => api.accounts.server(), [api]));
  // What the forms ask for depends on the answer; without one they ask for what is always asked.
  const isKnown = server !== undefined || error !== undefined;
  return (
    <main className="door" aria-busy={!isKnown}>
      <div className="door-card">
        {isKnown ? (
          <Switch>
            {/* In the fragment, which no server and no proxy gets to see. */}
            <Route path="/reset">{() => <ResetPassword api={api} token={window.location.hash.slice(1)} />}</Route>
            <Route path="/invite/:token">{({ token }) => <JoinByInvite api={api} server={server} token={token} />}</Route>
            <Route path="/sign-up">
              <SignUp api={api} server={server} />
            </Route>
            <Route>{server?.setupRequired === true ? <SignUp api={api} server={server} /> : <SignIn api={api} server={server} reason={reason} />}</Route>
          </Switch>
        ) : (
          <div className="door-head">
            <Logo large />
          </div>
        )}
      </div>
    </main>
  );
}

interface DoorHeadProps {
  readonly title: string;
  /** The circle one is led to; the network itself when left out. */
  readonly circle?: string;
  readonly children?: ReactNode;
}

export function DoorHead({ title, circle, children }: DoorHeadProps) {
  return (
    <div className="door-head">
      {circle === undefined ? <Logo large /> : <Face id={circle} name={circle} shape="emblem" size="large" />}
      <h1 className="page-title" dir="auto">
        {title}
      </h1>
      {children}
    </div>
  );
}
