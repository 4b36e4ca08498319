import { useState } from "react";
import { dropDrafts } from "../Conversations/Writing/drafts.ts";
import { Page } from "../Shell/Page.tsx";
import { Field } from "../parts/Field.tsx";
import { errorText } from "../parts/errors.ts";
import { Form, textOf, wordsOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";
import { useSession } from "./SessionContext.ts";

export function Profile() {
  const { client, me, members } = useSession();
  const [isSaved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>();

  async function save(values: FormData): Promise<void> {
    setSaved(false);
    await client.changeMe({
      displayName: textOf(values, "displayName"),
      headline: textOf(values, "headline"),
      field: textOf(values, "field"),
      organisation: textOf(values, "organisation"),
      mentor: { open: values.get("mentor") === "on", topics: wordsOf(values, "topics") },
    });
    const changed = client.me.getSnapshot();
    if (changed !== undefined) members.learn([changed]);
    setSaved(true);
  }

  async function signOut(): Promise<void> {
    try {
      await client.signOut();
      dropDrafts(me.id);
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <Page title={texts.accounts.profile} narrow>
      <Form label={texts.accounts.profile} submit={texts.save} onSubmit={save}>
        <Field label={texts.accounts.name} name="displayName" defaultValue={me.displayName} maxLength={80} autoComplete="name" required />
        <Field label={texts.accounts.headline} name="headline" hint={texts.accounts.headlineHint} defaultValue={me.headline} maxLength={160} />
        <Field label={texts.accounts.field} name="field" defaultValue={me.field} maxLength={80} />
        <Field label={texts.accounts.organisation} name="organisation" defaultValue={me.organisation} maxLength={80} autoComplete="organization" />
        <label className="check">
          <input type="checkbox" className="switch" name="mentor" defaultChecked={me.mentor?.open === true} />
          {texts.accounts.mentor}
        </label>
        <Field label={texts.accounts.topics} name="topics" hint={texts.accounts.topicsHint} defaultValue={me.mentor?.topics?.join(", ")} />
      </Form>
      <p className="soft" role="status">
        {isSaved && texts.accounts.saved}
      </p>
      <button type="button" className="button" onClick={() => void signOut()}>
        {texts.accounts.signOut}
      </button>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </Page>
  );
}
