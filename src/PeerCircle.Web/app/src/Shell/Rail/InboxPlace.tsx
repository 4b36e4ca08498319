import { memo } from "react";
import { Link, useRoute } from "wouter";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Icon } from "../../parts/Icon.tsx";
import { useSelected } from "../../parts/useSelected.ts";
import { notifications as words } from "../../texts/notifications.ts";
import { Unread } from "./RailRow.tsx";

/** What concerns oneself, and how much of it is new. */
export const InboxPlace = memo(function InboxPlace() {
  const { client } = useSession();
  const unread = useSelected(client.inbox, (inbox) => inbox.unread);
  const [isHere] = useRoute("/inbox");
  return (
    <li>
      <Link className={unread > 0 ? "row single unread" : "row single"} href="/inbox" aria-current={isHere ? "page" : undefined}>
        <span className="room-icon">
          <Icon name="inbox" />
        </span>
        <span className="row-name">{words.title}</span>
        {unread > 0 && <Unread count={unread} isMeant />}
      </Link>
    </li>
  );
});
