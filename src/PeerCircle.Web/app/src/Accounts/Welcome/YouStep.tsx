import { useLocation } from "wouter";
import { Field } from "../../parts/Field.tsx";
import { Form, textOf } from "../../parts/Form.tsx";
import { texts } from "../../texts.ts";
import { useSession } from "../SessionContext.ts";
import { SkipTo, Step } from "./Step.tsx";

export function YouStep() {
  const { client, me } = useSession();
  const [, navigate] = useLocation();
  return (
    <Step at={1} what={texts.welcome.you} title={texts.welcome.youTitle(me.displayName.split(" ")[0] ?? me.displayName)} note={texts.welcome.youNote}>
      <Form
        label={texts.welcome.you}
        submit={texts.welcome.next}
        wide
        actions={<SkipTo href="/welcome/goal" />}
        onSubmit={async (values) => {
          await client.changeMe({ headline: textOf(values, "headline"), field: textOf(values, "field"), organisation: textOf(values, "organisation") });
          navigate("/welcome/goal");
        }}
      >
        <Field label={texts.accounts.headline} name="headline" hint={texts.accounts.headlineHint} defaultValue={me.headline} maxLength={160} autoComplete="organization-title" />
        <Field label={texts.accounts.field} name="field" hint={texts.welcome.fieldHint} defaultValue={me.field} maxLength={80} />
        <Field label={texts.accounts.organisation} name="organisation" defaultValue={me.organisation} maxLength={80} autoComplete="organization" />
      </Form>
    </Step>
  );
}
