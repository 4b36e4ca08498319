import type { Circle } from "@peercircle/sdk";
import { useEffect, useRef, useState } from "react";
import { Link, useSearchParams } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { CircleGoals } from "../Goals/CircleGoals.tsx";
import { errorText } from "../parts/errors.ts";
import { Face } from "../parts/Face.tsx";
import { Icon } from "../parts/Icon.tsx";
import { monthText } from "../parts/times.ts";
import { backTo } from "../Shell/history.ts";
import { BackLink, Page, PageSkeleton } from "../Shell/Page.tsx";
import { usePlaceName } from "../Shell/title.ts";
import { texts } from "../texts.ts";
import "./circle.css";
import { CircleMembers } from "./CircleMembers.tsx";
import { EditCircle } from "./EditCircle.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { LeaveCircle } from "./LeaveCircle.tsx";
import { useCircle, type CircleState } from "./useCircle.ts";

/** What the circle is for, what its members work towards and who they are. A dialog that is open is in the address (`?do=`), so that it can be linked and gone back from. */
export function CirclePage({ circleId }: { readonly circleId: string }) {
  const state = useCircle(circleId);
  const [isLeaving, setLeaving] = useState(false);
  if (state.isOut) return isLeaving ? <PageSkeleton title={texts.circles.circle} /> : <NotIn />;
  if (state.circle === undefined) return state.error === undefined ? <PageSkeleton title={texts.circles.circle} /> : <Unknown error={state.error} retry={state.reload} />;
  return <Shown circle={state.circle} state={state} leaving={setLeaving} />;
}

interface ShownProps {
  readonly circle: Circle;
  readonly state: CircleState;
  readonly leaving: (isLeaving: boolean) => void;
}

function Shown({ circle, state, leaving }: ShownProps) {
  const { me } = useSession();
  const [search] = useSearchParams();
  usePlaceName(circle.name);
  const path = `/circles/${circle.id}`;
  const isHost = circle.members.some((seat) => seat.memberId === me.id && seat.role === "host");
  const asked = search.get("do");
  const close = () => backTo(path);
  return (
    <main className="main" id="main">
      <header className="bar over-page">
        <BackLink />
        <nav className="bar-text crumb" aria-label={texts.circles.circle}>
          <Link href={`/c/${circle.conversationId}`} dir="auto">
            {circle.name}
          </Link>
          <span aria-hidden="true">/</span>
          <span>{texts.circles.circle}</span>
        </nav>
        {isHost && (
          <Link className="button quiet" href={`${path}?do=edit`}>
            <Icon name="edit" />
            {texts.circles.edit}
          </Link>
        )}
        <Link className="button quiet" href={`${path}?do=leave`} aria-label={texts.circles.leaveCircle}>
          <Icon name="leave" />
          {texts.circles.leave}
        </Link>
      </header>
      <div className="scroll">
        <div className="page">
          <div className="circle-head">
            <Face id={circle.id} name={circle.name} shape="emblem" size="large" />
            <h1 className="page-title" dir="auto">
              {circle.name}
            </h1>
            {circle.purpose !== "" && (
              <p className="why" dir="auto">
                {circle.purpose}
              </p>
            )}
            <p className="small faint">{texts.circles.since(monthText(circle.createdAt), circle.members.length, circle.capacity)}</p>
            <div className="buttons">
              {isHost && (
                <Link className="button primary" href={`${path}?do=invite`}>
                  <Icon name="plus" />
                  {texts.circles.invite}
                </Link>
              )}
              <Link className={isHost ? "button" : "button primary"} href={`/c/${circle.conversationId}`}>
                {texts.circles.openConversation}
              </Link>
            </div>
          </div>
          <CircleGoals circleId={circle.id} level="h2" />
          <CircleMembers circle={circle} isHost={isHost} changed={state.take} reload={state.reload} />
        </div>
      </div>
      {asked === "invite" && isHost && <InviteDialog circle={circle} onClose={close} />}
      {asked === "edit" && isHost && <EditCircle circle={circle} changed={state.take} onClose={close} />}
      {asked === "leave" && <LeaveCircle circle={circle} leaving={leaving} onClose={close} />}
    </main>
  );
}

function Unknown({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  return (
    <Page title={texts.circles.circle} narrow>
      <p role="alert">{errorText(error)}</p>
      <button type="button" className="button" onClick={retry}>
        {texts.again}
      </button>
    </Page>
  );
}

/** Takes the focus: what was here has gone. */
function NotIn() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="main" id="main">
      <div className="empty">
        <h1 className="page-title" ref={heading} tabIndex={-1}>
          {texts.circles.outTitle}
        </h1>
        <p className="soft">{texts.circles.outText}</p>
        <div className="buttons">
          <Link className="button primary" href="/">
            {texts.circles.toConversations}
          </Link>
        </div>
      </div>
    </main>
  );
}
