import { isCode, type Goal } from "@peercircle/sdk";
import { useRef } from "react";
import { Link } from "wouter";
import { useNames } from "../Accounts/memberDirectory.ts";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { Toasts } from "../parts/Toasts.tsx";
import { BackLink, Page, PageSkeleton } from "../Shell/Page.tsx";
import { usePlaceName } from "../Shell/title.ts";
import { texts } from "../texts.ts";
import { goals as words } from "../texts/goals.ts";
import { GoalStatus } from "./Cards/GoalStatus.tsx";
import { Changes } from "./Changes.tsx";
import { CheckInPart } from "./CheckInPart.tsx";
import { GoalDialogs } from "./GoalDialogs.tsx";
import { GoalFacts } from "./GoalFacts.tsx";
import "./goalPage.css";
import { Milestones } from "./Milestones.tsx";
import { OwnerMenu } from "./OwnerMenu.tsx";
import { PeerActs } from "./PeerActs.tsx";
import { Standing } from "./Standing.tsx";
import { Timeline } from "./Timeline/Timeline.tsx";
import { useGoal } from "./useGoal.ts";
import { useLostFocus } from "./useLostFocus.ts";
import { isOpen, lastCheckIn } from "./words.ts";

/** A goal with all that happened to it. A dialog that is open is in the address (`?do=`), so that it can be linked and gone back from. */
export function GoalPage({ goalId }: { readonly goalId: string }) {
  const { goal, error, take, reload } = useGoal(goalId);
  if (isCode(error, "not_found")) return <Failed text={words.unknown} />;
  if (goal !== undefined) return <Shown goal={goal} take={take} />;
  return error === undefined ? <PageSkeleton title={words.goal} /> : <Failed text={errorText(error)} retry={reload} />;
}

interface ShownProps {
  readonly goal: Goal;
  readonly take: (goal: Goal) => void;
}

function Shown({ goal, take }: ShownProps) {
  const { me } = useSession();
  const nameOf = useNames();
  usePlaceName(goal.title);
  const heading = useRef<HTMLHeadingElement>(null);
  const talks = goal.changes.map(({ question }) => (question === undefined ? "new" : question.answer === undefined ? "asked" : "answered"));
  useLostFocus(heading, [goal.state, goal.checkIns.length, ...talks].join(" "));
  const isOwn = goal.ownerId === me.id;
  const canCheckIn = isOwn && (goal.state === "active" || goal.state === "dormant");
  return (
    <main className="main" id="main">
      <header className="bar over-page">
        <BackLink parent="/goals" />
        <nav className="bar-text goal-crumb" aria-label={words.goal}>
          <Link href={isOwn ? "/goals" : `/people/${goal.ownerId}`} dir="auto">
            {isOwn ? words.title : nameOf(goal.ownerId)}
          </Link>
          <span aria-hidden="true">/</span>
          <span>{words.goal}</span>
        </nav>
        {isOwn && isOpen(goal) && <OwnerMenu goal={goal} take={take} />}
      </header>
      <div className="scroll">
        <div className="page">
          <div className="goal-head">
            <p className="goal-kind">
              <Icon name="goal" />
              <span dir="auto">{isOwn ? words.yours : words.of(nameOf(goal.ownerId))}</span>
              <GoalStatus state={goal.state} status={lastCheckIn(goal)?.status} />
            </p>
            <h1 className="page-title" dir="auto" ref={heading} tabIndex={-1}>
              {goal.title}
            </h1>
            {goal.why !== undefined && (
              <p className="goal-why" dir="auto">
                {goal.why}
              </p>
            )}
          </div>
          <GoalFacts goal={goal} />
          <div className="goal-grid">
            <div className="goal-main">
              <Standing goal={goal} take={take} />
              {canCheckIn && <CheckInPart goal={goal} take={take} />}
              {!isOwn && <PeerActs goal={goal} take={take} />}
              <Timeline goal={goal} />
              <Changes goal={goal} take={take} />
            </div>
            <div className="goal-side">
              <Milestones goal={goal} />
            </div>
          </div>
        </div>
      </div>
      {isOwn && isOpen(goal) && <GoalDialogs goal={goal} take={take} />}
      <Toasts />
    </main>
  );
}

function Failed({ text, retry }: { readonly text: string; readonly retry?: () => void }) {
  return (
    <Page title={words.goal} narrow parent="/goals">
      <p role="alert">{text}</p>
      {retry !== undefined && (
        <button type="button" className="button" onClick={retry}>
          {texts.again}
        </button>
      )}
    </Page>
  );
}
