import { useState } from "react";
import { useLocation } from "wouter";
import { Field } from "../../parts/Field.tsx";
import { Form, textOf, wordsOf } from "../../parts/Form.tsx";
import { texts } from "../../texts.ts";
import { useSession } from "../SessionContext.ts";
import { SkipTo, Step } from "./Step.tsx";

export function GoalStep() {
  const { client, me } = useSession();
  const [, navigate] = useLocation();
  const [isMentor, setMentor] = useState(me.mentor?.open === true);
  const topics = me.mentor?.topics ?? [];
  return (
    <Step at={2} what={texts.welcome.goal} title={texts.welcome.goalTitle} note={texts.welcome.goalNote}>
      <Form
        label={texts.welcome.goal}
        submit={texts.welcome.next}
        wide
        actions={<SkipTo href="/welcome/circle" />}
        onSubmit={async (values) => {
          await client.changeMe({ workingTowards: textOf(values, "workingTowards"), mentor: { open: isMentor, topics: isMentor ? wordsOf(values, "mentor.topics") : topics } });
          navigate("/welcome/circle");
        }}
      >
        <Field label={texts.accounts.workingTowards} name="workingTowards" hint={texts.accounts.workingTowardsHint} defaultValue={me.workingTowards} maxLength={160} />
        <div className="stack-4">
          <label className="check">
            <input type="checkbox" className="switch" checked={isMentor} aria-describedby="mentor-hint" onChange={(event) => setMentor(event.currentTarget.checked)} />
            {texts.welcome.mentor}
          </label>
          <p className="hint" id="mentor-hint">
            {texts.welcome.mentorHint}
          </p>
        </div>
        {isMentor && <Field label={texts.accounts.topics} name="mentor.topics" hint={texts.accounts.topicsHint} defaultValue={topics.join(", ")} />}
      </Form>
    </Step>
  );
}
