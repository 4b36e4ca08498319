import type { ConversationRow } from "@peercircle/sdk";
import { Link, useLocation } from "wouter";
import { ofTypedInvite, tokenOf } from "../../Circles/inviteTrouble.ts";
import { Face } from "../../parts/Face.tsx";
import { Field } from "../../parts/Field.tsx";
import { Form, textOf } from "../../parts/Form.tsx";
import { useReadable } from "../../parts/useReadable.ts";
import { SuggestedRooms } from "../../Rooms/SuggestedRooms.tsx";
import { texts } from "../../texts.ts";
import { useSession } from "../SessionContext.ts";
import { Step } from "./Step.tsx";

/** Who came by an invite is in a circle already, and sees it first. */
export function CircleStep() {
  const { client } = useSession();
  const circles = useReadable(client.conversations).rows.filter((row) => row.kind === "circle");
  return (
    <Step at={3} what={texts.welcome.circle} title={texts.welcome.circleTitle} note={texts.welcome.circleNote}>
      {circles.length > 0 && <Yours circles={circles} />}
      <SuggestedRooms />
      {circles.length === 0 && <ByLink />}
      <div className="form-foot wide">
        <Link className={circles.length > 0 ? "button wide" : "button primary wide"} href="/">
          {texts.welcome.done}
        </Link>
      </div>
      <p className="door-foot">
        {texts.welcome.start}{" "}
        <Link className="text-link" href="/new/circle">
          {texts.welcome.startCircle}
        </Link>
      </p>
    </Step>
  );
}

function Yours({ circles }: { readonly circles: readonly ConversationRow[] }) {
  return (
    <section className="stack-12" aria-label={texts.welcome.yours}>
      <h2 className="section-title">{texts.welcome.yours}</h2>
      <ul className="ruled">
        {circles.map((row, index) => (
          <li key={row.id} className="choice-row">
            <Face id={row.circleId ?? row.id} name={row.title} shape="emblem" />
            <span className="strong" dir="auto">
              {row.title}
            </span>
            <Link className={index === 0 ? "button primary" : "button"} href={`/c/${row.id}`} aria-label={texts.welcome.open(row.title)}>
              {texts.rooms.open}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ByLink() {
  const { client } = useSession();
  const [, navigate] = useLocation();
  return (
    <section className="stack-12" aria-label={texts.welcome.byLink}>
      <h2 className="section-title">{texts.welcome.byLink}</h2>
      <Form
        label={texts.welcome.byLink}
        submit={texts.welcome.join}
        secondary
        onSubmit={async (values) => {
          const circle = await client.api.circles.acceptInvite(tokenOf(textOf(values, "inviteToken")) ?? "").catch((error: unknown) => {
            throw ofTypedInvite(error);
          });
          navigate(`/c/${circle.conversationId}`);
        }}
      >
        <Field label={texts.welcome.link} name="inviteToken" hint={texts.welcome.linkHint} autoComplete="off" required />
      </Form>
    </section>
  );
}
