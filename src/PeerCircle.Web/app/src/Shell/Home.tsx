import { useSession } from "../Accounts/SessionContext.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";

/** Nothing is opened yet; on a phone the list stands here. */
export function Welcome() {
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
