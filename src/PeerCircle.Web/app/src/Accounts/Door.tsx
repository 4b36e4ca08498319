import type { Api, SessionEndReason } from "@peercircle/sdk";
import { useCallback, type ReactNode } from "react";
import { Route, Switch } from "wouter";
import { Logo } from "../parts/Icon.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { JoinByInvite } from "../Circles/JoinByInvite.tsx";
import { ResetPassword } from "./ResetPassword.tsx";
import { SignIn } from "./SignIn.tsx";
import { SignUp } from "./SignUp.tsx";

/** Everything one sees without a session. Other addresses lead to signing in, and stay for afterwards. */
export function Door({ api, reason }: { readonly api: Api; readonly reason: SessionEndReason | undefined }) {
  const server = useLoaded(useCallback(() => api.accounts.server(), [api])).value;
  return (
    <main className="door">
      <div className="door-card">
        <Switch>
          {/* In the fragment, which no server and no proxy gets to see. */}
          <Route path="/reset">{() => <ResetPassword api={api} token={window.location.hash.slice(1)} />}</Route>
          <Route path="/invite/:token">{({ token }) => <JoinByInvite api={api} server={server} token={token} />}</Route>
          <Route path="/sign-up">
            <SignUp api={api} server={server} />
          </Route>
          <Route>{server?.setupRequired === true ? <SignUp api={api} server={server} /> : <SignIn api={api} reason={reason} />}</Route>
        </Switch>
      </div>
    </main>
  );
}

export function DoorHead({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="door-head">
      <Logo large />
      <h1 className="page-title">{title}</h1>
      {children}
    </div>
  );
}

