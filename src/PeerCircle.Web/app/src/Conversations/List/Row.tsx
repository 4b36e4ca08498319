import type { ConversationHandle } from "@peercircle/sdk";
import { memo } from "react";
import { dayText } from "../../parts/times.ts";
import { useToday } from "../../parts/today.ts";
import { texts } from "../../texts.ts";
import { Words } from "../Markdown/Words.tsx";
import { Message } from "../Messages/Message.tsx";
import { Pending } from "../Messages/Pending.tsx";
import type { TimelineItem } from "../timeline.ts";

interface RowProps {
  readonly handle: ConversationHandle;
  readonly item: TimelineItem;
  readonly name: string;
}

/** One message with the dividers above it. */
export const Row = memo(function Row({ handle, item, name }: RowProps) {
  return (
    <>
      {item.day !== undefined && <DayDivider day={item.day} />}
      {item.isNew && (
        <div className="divider new" role="separator">
          {texts.conversations.newDivider}
        </div>
      )}
      {item.item === "system" && (
        <article className="system" data-id={item.message.id} aria-label={item.message.text} tabIndex={-1}>
          <Words text={item.message.text ?? ""} />
        </article>
      )}
      {item.item === "message" && <Message handle={handle} message={item.message} name={name} isFirst={item.isFirst} together={item.together} />}
      {item.item === "pending" && <Pending handle={handle} row={item.row} isFirst={item.isFirst} />}
    </>
  );
});

function DayDivider({ day }: { readonly day: string }) {
  const today = useToday();
  return (
    <div className="divider" role="separator">
      {dayText(day, today)}
    </div>
  );
}
