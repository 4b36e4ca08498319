import type { ConversationKind, ConversationRow } from "@peercircle/sdk";
import { memo, useId } from "react";
import { Icon } from "../../parts/Icon.tsx";
import { useReadable } from "../../parts/useReadable.ts";
import { collapsed, fold } from "./collapsed.ts";
import { RailRow, Unread } from "./RailRow.tsx";

interface RailSectionProps {
  readonly kind: ConversationKind;
  readonly title: string;
  readonly rows: readonly ConversationRow[];
  /** The conversation that is open, if it is one of these. */
  readonly current: string | undefined;
  readonly today: string;
}

/** The conversations of one kind. Folded it shows how much is unread in it. */
export const RailSection = memo(function RailSection({ kind, title, rows, current, today }: RailSectionProps) {
  const isFolded = useReadable(collapsed).includes(kind);
  const id = useId();
  if (rows.length === 0) return null;
  const unread = rows.reduce((sum, row) => sum + row.unread, 0);
  return (
    <>
      <h2 className="rail-title">
        <button type="button" className="fold" aria-expanded={!isFolded} aria-controls={isFolded ? undefined : id} onClick={() => fold(kind)}>
          {title}
          <Icon name="down" />
          {isFolded && unread > 0 && <Unread count={unread} isMeant={kind === "direct"} />}
        </button>
      </h2>
      {!isFolded && (
        <ul className="rows" aria-label={title} id={id}>
          {rows.map((row) => (
            <RailRow key={row.id} row={row} isCurrent={row.id === current} today={today} />
          ))}
        </ul>
      )}
    </>
  );
});
