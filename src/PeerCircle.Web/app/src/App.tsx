import { lazy, Suspense, useEffect, useMemo } from "react";
import { Redirect, Route, Router, Switch } from "wouter";
import { Arriving } from "./Accounts/Arriving.tsx";
import { Door } from "./Accounts/Door.tsx";
import { session } from "./Accounts/session.ts";
import { SessionContext } from "./Accounts/SessionContext.ts";
import { signedInHere } from "./Accounts/signedInHere.ts";
import { useReadable } from "./parts/useReadable.ts";
import { useTrailLocation } from "./Shell/history.ts";

const loadDesk = () => import("./Shell/Desk.tsx");

/** What only members see comes by itself, so that signing in is quick to load; whoever was signed in here does not wait for the server's word first. */
const Desk = lazy(() => loadDesk().then(({ Desk: component }) => ({ default: component })));
if (signedInHere.getSnapshot()) loadDesk().catch(() => undefined);

/** What follows a new account, and nothing else leads to. */
const WelcomePage = lazy(() => import("./Accounts/Welcome/WelcomePage.tsx").then(({ WelcomePage: component }) => ({ default: component })));

/** Signed out = the door, whatever the address; it is kept and opened after signing in. */
export function App() {
  return (
    <Router hook={useTrailLocation}>
      <Inside />
    </Router>
  );
}

function Inside() {
  const current = useReadable(session);
  const status = useReadable(current.client.connection);
  const me = useReadable(current.client.me);
  const known = useMemo(() => (me === undefined ? undefined : { ...current, me }), [current, me]);
  const isOut = status.state === "signedOut";
  useEffect(() => {
    if (isOut) signedInHere.set(false);
    else if (me !== undefined) signedInHere.set(true);
  }, [isOut, me]);
  if (isOut) return <Door api={current.client.api} reason={status.reason} />;
  if (known === undefined) return <Arriving client={current.client} status={status} />;
  return (
    <SessionContext value={known}>
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
