import { newId } from "@peercircle/sdk";
import { useState } from "react";
import { useLocation } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Page } from "../Shell/Page.tsx";
import { Field, TextField } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";

export function NewCircle() {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const [id] = useState(newId); // One form, one circle, however often it is sent.
  return (
    <Page title={texts.circles.newTitle} narrow>
      <Form
        label={texts.circles.newTitle}
        submit={texts.circles.create}
        onSubmit={async (values) => {
          const circle = await client.api.circles.create({ id, name: textOf(values, "name"), purpose: textOf(values, "purpose"), capacity: Number(values.get("capacity")) });
          navigate(`/c/${circle.conversationId}`);
        }}
      >
        <Field label={texts.circles.name} name="name" maxLength={80} required />
        <TextField label={texts.circles.purpose} name="purpose" hint={texts.circles.purposeHint} maxLength={500} rows={3} required />
        <Field label={texts.circles.capacity} name="capacity" type="number" min={2} max={200} defaultValue={12} hint={texts.circles.capacityHint} required />
      </Form>
    </Page>
  );
}
