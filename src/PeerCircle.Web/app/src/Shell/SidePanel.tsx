import type { ReactNode, Ref } from "react";
import { Link } from "wouter";
import { Icon } from "../parts/Icon.tsx";
import { texts } from "../texts.ts";
import { backTo } from "./history.ts";
import { BackLink } from "./Page.tsx";

interface SidePanelProps {
  readonly title: string;
  readonly closeLabel: string;
  /** The conversation it belongs to. */
  readonly closeHref: string;
  /** A line below the title. */
  readonly note?: string | undefined;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}

/** What opens beside the conversation; where there is no room for both, instead of it. */
export function SidePanel({ title, closeLabel, closeHref, note, ref, children }: SidePanelProps) {
  return (
    <aside className="panel" aria-label={title} ref={ref}>
      <header className="bar">
        <BackLink parent={closeHref} label={texts.shell.toConversation} />
        <div className="bar-text">
          <h2>{title}</h2>
          {note !== undefined && <p dir="auto">{note}</p>}
        </div>
        <Link
          className="button quiet square close"
          href={closeHref}
          aria-label={closeLabel}
          onClick={(event) => {
            event.preventDefault();
            backTo(closeHref);
          }}
        >
          <Icon name="close" />
        </Link>
      </header>
      {children}
    </aside>
  );
}
