import { newId } from "@peercircle/sdk";
import { useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Form, textOf } from "../parts/Form.tsx";
import { Page } from "../Shell/Page.tsx";
import { goals as words } from "../texts/goals.ts";
import { cadenceOf, measureOf, milestonesOf, shareOf } from "./formValues.ts";
import { GoalFields } from "./GoalFields.tsx";

/** Sets a goal of one's own; `?circle=` names the circle that one came from. */
export function NewGoal() {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const [search] = useSearchParams();
  const [id] = useState(newId); // One form, one goal, however often it is sent.
  return (
    <Page title={words.newTitle} narrow parent="/goals">
      <Form
        label={words.newTitle}
        submit={words.create}
        onSubmit={async (values) => {
          const why = textOf(values, "why");
          const goal = await client.api.goals.create({
            id,
            title: textOf(values, "title"),
            ...(why === "" ? {} : { why }),
            measure: measureOf(values),
            milestones: milestonesOf(values),
            targetOn: textOf(values, "targetOn"),
            cadence: cadenceOf(values),
            share: shareOf(values),
          });
          navigate(`/goals/${goal.id}`, { replace: true });
        }}
      >
        <GoalFields circleId={search.get("circle") ?? undefined} />
      </Form>
    </Page>
  );
}
