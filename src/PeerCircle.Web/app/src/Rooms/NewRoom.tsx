import { newId } from "@peercircle/sdk";
import { useState } from "react";
import { useLocation } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { Page } from "../Shell/Page.tsx";
import { Field } from "../parts/Field.tsx";
import { Form, textOf, wordsOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";

export function NewRoom() {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const [id] = useState(newId);
  return (
    <Page title={texts.rooms.newTitle} narrow>
      <Form
        label={texts.rooms.newTitle}
        submit={texts.rooms.create}
        onSubmit={async (values) => {
          const room = await client.api.rooms.create({ id, name: textOf(values, "name"), topic: textOf(values, "topic"), tags: wordsOf(values, "tags") });
          navigate(`/c/${room.conversationId}`);
        }}
      >
        <Field label={texts.rooms.name} name="name" maxLength={80} required />
        <Field label={texts.rooms.topic} name="topic" hint={texts.rooms.topicHint} maxLength={200} required />
        <Field label={texts.rooms.tags} name="tags" hint={texts.rooms.tagsHint} />
      </Form>
    </Page>
  );
}
