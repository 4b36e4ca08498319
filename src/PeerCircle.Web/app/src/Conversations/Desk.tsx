import { Route, Switch, useLocation } from "wouter";
import { Profile } from "../Accounts/Profile.tsx";
import { useSession } from "../Accounts/SessionContext.ts";
import { InvitePage } from "../Circles/InvitePage.tsx";
import { NewCircle } from "../Circles/NewCircle.tsx";
import { People } from "../Direct/People.tsx";
import { useReadable } from "../parts/useReadable.ts";
import { BrowseRooms } from "../Rooms/BrowseRooms.tsx";
import { NewRoom } from "../Rooms/NewRoom.tsx";
import { texts } from "../texts.ts";
import { Banner } from "./Banner.tsx";
import { ConversationPage } from "./ConversationPage.tsx";
import { Rail } from "./Rail.tsx";

/** The rail beside what the address names; on a phone one of the two. */
export function Desk() {
  const [path] = useLocation();
  return (
    <div className={path === "/" ? "app at-list" : "app"}>
      <a className="skip" href="#main">
        {texts.conversations.skip}
      </a>
      <Rail />
      <Banner />
      <Switch>
        <Route path="/c/:conversationId/thread/:messageId">
          {({ conversationId, messageId }) => <ConversationPage key={conversationId} id={conversationId} side={{ thread: messageId }} />}
        </Route>
        <Route path="/c/:conversationId/details">{({ conversationId }) => <ConversationPage key={conversationId} id={conversationId} side="details" />}</Route>
        <Route path="/c/:conversationId">{({ conversationId }) => <ConversationPage key={conversationId} id={conversationId} />}</Route>
        <Route path="/people">
          <People />
        </Route>
        <Route path="/rooms">
          <BrowseRooms />
        </Route>
        <Route path="/new/circle">
          <NewCircle />
        </Route>
        <Route path="/new/room">
          <NewRoom />
        </Route>
        <Route path="/profile">
          <Profile />
        </Route>
        <Route path="/invite/:token">{({ token }) => <InvitePage token={token} />}</Route>
        <Route>
          <Welcome />
        </Route>
      </Switch>
    </div>
  );
}

function Welcome() {
  const { client } = useSession();
  const { isLoaded, rows } = useReadable(client.conversations);
  const isEmpty = isLoaded && rows.every((row) => row.kind === "wins");
  return (
    <main className="main" id="main">
      <div className="empty">
        <h1 className="page-title">{isEmpty ? texts.conversations.noneTitle : texts.conversations.pickTitle}</h1>
        <p className="soft">{isEmpty ? texts.conversations.none : texts.conversations.pick}</p>
      </div>
    </main>
  );
}
