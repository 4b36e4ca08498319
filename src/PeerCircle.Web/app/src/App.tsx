import { lazy, Suspense } from "react";
import { Redirect, Route, Switch } from "wouter";
import { Arriving } from "./Accounts/Arriving.tsx";
import { Door } from "./Accounts/Door.tsx";
import { session } from "./Accounts/session.ts";
import { SessionContext } from "./Accounts/SessionContext.ts";
import { useReadable } from "./parts/useReadable.ts";

/** What only members see comes by itself, so that signing in is quick to load. */
const Desk = lazy(() => import("./Shell/Desk.tsx").then(({ Desk: component }) => ({ default: component })));

/** What follows a new account, and nothing else leads to. */
const WelcomePage = lazy(() => import("./Accounts/Welcome/WelcomePage.tsx").then(({ WelcomePage: component }) => ({ default: component })));

/** Signed out = the door, whatever the address; it is kept and opened after signing in. */
export function App() {
  const current = useReadable(session);
  const status = useReadable(current.client.connection);
  const me = useReadable(current.client.me);
  if (status.state === "signedOut") return <Door api={current.client.api} reason={status.reason} />;
  if (me === undefined) return <Arriving client={current.client} status={status} />;
  return (
    <SessionContext value={{ ...current, me }}>
      <Suspense fallback={<Arriving client={current.client} status={status} />}>
        <Switch>
          <Route path="/welcome/*?">
            <WelcomePage />
          </Route>
          <Route path="/sign-up">
            <Redirect to="/" replace />
          </Route>
          <Route>
            <Desk />
          </Route>
        </Switch>
      </Suspense>
    </SessionContext>
  );
}
