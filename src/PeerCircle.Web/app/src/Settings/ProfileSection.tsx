import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Field } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";
import { settings } from "../texts/settings.ts";
import { Saved } from "./Saved.tsx";
import { useSaving } from "./useSaving.ts";

export function ProfileSection() {
  const { me } = useSession();
  const { isSaved, save } = useSaving();
  return (
    <>
      <p className="soft">
        {settings.profileNote}{" "}
        <Link className="text-link" href={`/people/${me.id}`}>
          {settings.seeProfile}
        </Link>
      </p>
      <Form
        label={settings.sections.profile}
        submit={texts.save}
        actions={<Saved when={isSaved} />}
        onSubmit={(values) =>
          save({
            displayName: textOf(values, "displayName"),
            headline: textOf(values, "headline"),
            workingTowards: textOf(values, "workingTowards"),
            field: textOf(values, "field"),
            organisation: textOf(values, "organisation"),
          })
        }
      >
        <Field label={texts.accounts.name} name="displayName" defaultValue={me.displayName} maxLength={80} autoComplete="name" required />
        <Field label={texts.accounts.headline} name="headline" hint={texts.accounts.headlineHint} defaultValue={me.headline} maxLength={160} />
        <Field label={settings.towards} name="workingTowards" hint={settings.towardsHint} defaultValue={me.workingTowards} maxLength={160} />
        <Field label={texts.accounts.field} name="field" defaultValue={me.field} maxLength={80} />
        <Field label={texts.accounts.organisation} name="organisation" defaultValue={me.organisation} maxLength={80} autoComplete="organization" />
      </Form>
    </>
  );
}
