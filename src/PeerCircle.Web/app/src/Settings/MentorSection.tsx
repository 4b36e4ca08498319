import { useSession } from "../Accounts/SessionContext.ts";
import { Field } from "../parts/Field.tsx";
import { Form, wordsOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";
import { settings } from "../texts/settings.ts";
import { Saved } from "./Saved.tsx";
import { useSaving } from "./useSaving.ts";

export function MentorSection() {
  const { me } = useSession();
  const { isSaved, save } = useSaving();
  return (
    <>
      <p className="soft">{settings.mentorNote}</p>
      <Form
        label={settings.sections.mentor}
        submit={texts.save}
        actions={<Saved when={isSaved} />}
        onSubmit={(values) => save({ mentor: { open: values.get("mentor") === "on", topics: wordsOf(values, "topics") } })}
      >
        <label className="check">
          <input type="checkbox" role="switch" className="switch" name="mentor" defaultChecked={me.mentor?.open === true} />
          {texts.accounts.mentor}
        </label>
        <Field label={texts.accounts.topics} name="topics" hint={settings.mentorTopicsHint} defaultValue={me.mentor?.topics?.join(", ")} />
      </Form>
    </>
  );
}
