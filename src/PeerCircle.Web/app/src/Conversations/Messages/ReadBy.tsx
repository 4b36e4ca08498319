import type { ConversationHandle } from "@peercircle/sdk";
import { useId, useState, useSyncExternalStore } from "react";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { MemberFace } from "../../Accounts/MemberFace.tsx";
import { namesText } from "../../parts/nameLists.ts";
import { Tip } from "../../parts/Tip.tsx";
import { texts } from "../../texts.ts";
import { readersOf } from "./readers.ts";

const mostFaces = 5;

/** The faces of those who have read so far, under the last message they have read. Each row watches for itself, so that reading moves faces and nothing else. */
export function ReadBy({ handle, messageId }: { readonly handle: ConversationHandle; readonly messageId: string }) {
  const readers = useSyncExternalStore(handle.subscribe, () => readersOf(handle.getSnapshot()).get(messageId));
  return readers === undefined ? null : <Readers ids={readers} isDirect={handle.getSnapshot().facts?.kind === "direct"} />;
}

function Readers({ ids, isDirect }: { readonly ids: readonly string[]; readonly isDirect: boolean }) {
  const nameOf = useNames();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const id = useId();
  const names = namesText(ids.map(nameOf), ids.length, 12);
  return (
    <p
      className="read-by"
      tabIndex={-1}
      onPointerEnter={(event) => setAnchor(event.currentTarget)}
      onPointerLeave={() => setAnchor(undefined)}
      onFocus={(event) => setAnchor(event.currentTarget)}
      onBlur={() => setAnchor(undefined)}
    >
      <span className="hidden">{texts.messages.readBy(names)}</span>
      <span className="stack" aria-hidden="true">
        {ids.slice(0, mostFaces).map((reader) => (
          <MemberFace key={reader} id={reader} size="tiny" />
        ))}
      </span>
      <span aria-hidden="true">{isDirect ? texts.messages.read : ids.length > mostFaces && `+${ids.length - mostFaces}`}</span>
      {anchor !== undefined && !isDirect && (
        <Tip id={id} anchor={anchor} onClose={() => setAnchor(undefined)}>
          {texts.messages.readBy(names)}
        </Tip>
      )}
    </p>
  );
}
