import { lazy, Suspense } from "react";
import { Route, Switch } from "wouter";
import { ConversationPage } from "../Conversations/ConversationPage.tsx";
import { texts } from "../texts.ts";
import { PageSkeleton } from "./Page.tsx";
import { Home } from "./Home.tsx";

const CirclePage = lazy(() => import("../Circles/CirclePage.tsx").then((m) => ({ default: m.CirclePage })));
const InboxPage = lazy(() => import("../Notifications/InboxPage.tsx").then((m) => ({ default: m.InboxPage })));
const InvitePage = lazy(() => import("../Circles/InvitePage.tsx").then((m) => ({ default: m.InvitePage })));
const NewCircle = lazy(() => import("../Circles/NewCircle.tsx").then((m) => ({ default: m.NewCircle })));
const People = lazy(() => import("../Direct/People.tsx").then((m) => ({ default: m.People })));
const MemberPage = lazy(() => import("../Accounts/MemberPage.tsx").then((m) => ({ default: m.MemberPage })));
const BrowseRooms = lazy(() => import("../Rooms/BrowseRooms.tsx").then((m) => ({ default: m.BrowseRooms })));
const NewRoom = lazy(() => import("../Rooms/NewRoom.tsx").then((m) => ({ default: m.NewRoom })));
const GoalsPage = lazy(() => import("../Goals/GoalsPage.tsx").then((m) => ({ default: m.GoalsPage })));
const GoalPage = lazy(() => import("../Goals/GoalPage.tsx").then((m) => ({ default: m.GoalPage })));
const NewGoal = lazy(() => import("../Goals/NewGoal.tsx").then((m) => ({ default: m.NewGoal })));
const AdministrationPage = lazy(() => import("../Administration/AdministrationPage.tsx").then((m) => ({ default: m.AdministrationPage })));
const SettingsPage = lazy(() => import("../Settings/SettingsPage.tsx").then((m) => ({ default: m.SettingsPage })));

/** The address is the state: what stands beside the rail for each. What is not a conversation comes by itself. */
export function Routes() {
  return (
    <Suspense fallback={<PageSkeleton title={texts.loading} />}>
      <Switch>
        <Route path="/c/:conversationId/thread/:messageId">
          {({ conversationId, messageId }) => <ConversationPage key={conversationId} id={conversationId} side={{ thread: messageId }} />}
        </Route>
        <Route path="/c/:conversationId/details">{({ conversationId }) => <ConversationPage key={conversationId} id={conversationId} side="details" />}</Route>
        <Route path="/c/:conversationId">{({ conversationId }) => <ConversationPage key={conversationId} id={conversationId} />}</Route>
        <Route path="/circles/:circleId">{({ circleId }) => <CirclePage key={circleId} circleId={circleId} />}</Route>
        <Route path="/inbox">
          <InboxPage />
        </Route>
        <Route path="/people">
          <People />
        </Route>
        <Route path="/people/:memberId">{({ memberId }) => <MemberPage key={memberId} memberId={memberId} />}</Route>
        <Route path="/rooms">
          <BrowseRooms />
        </Route>
        <Route path="/new/circle">
          <NewCircle />
        </Route>
        <Route path="/new/room">
          <NewRoom />
        </Route>
        <Route path="/goals">
          <GoalsPage />
        </Route>
        <Route path="/goals/:goalId">{({ goalId }) => <GoalPage key={goalId} goalId={goalId} />}</Route>
        <Route path="/new/goal">
          <NewGoal />
        </Route>
        <Route path="/settings/:section?">{({ section }) => <SettingsPage section={section} />}</Route>
        <Route path="/admin">
          <AdministrationPage />
        </Route>
        <Route path="/invite/:token">{({ token }) => <InvitePage token={token} />}</Route>
        <Route>
          <Home />
        </Route>
      </Switch>
    </Suspense>
  );
}
