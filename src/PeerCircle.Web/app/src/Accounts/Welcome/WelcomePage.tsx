import { Redirect, Route, Switch } from "wouter";
import { CircleStep } from "./CircleStep.tsx";
import { GoalStep } from "./GoalStep.tsx";
import { YouStep } from "./YouStep.tsx";

/** What follows a new account: three steps, each with an address of its own, which ask only for what is not known and can be left at any time. */
export function WelcomePage() {
  return (
    <Switch>
      <Route path="/welcome/you">
        <YouStep />
      </Route>
      <Route path="/welcome/goal">
        <GoalStep />
      </Route>
      <Route path="/welcome/circle">
        <CircleStep />
      </Route>
      <Route>
        <Redirect to="/" replace />
      </Route>
    </Switch>
  );
}
