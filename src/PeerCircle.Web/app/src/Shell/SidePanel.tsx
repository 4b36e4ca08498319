import type { ReactNode } from "react";
import { Link } from "wouter";
import { Icon } from "../parts/Icon.tsx";

interface SidePanelProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly closeHref: string;
  readonly children: ReactNode;
}

/** What opens beside the conversation; on a phone instead of it. */
export function SidePanel({ title, closeLabel, closeHref, children }: SidePanelProps) {
  return (
    <aside className="panel" aria-label={title}>
      <header className="bar">
        <div className="bar-text">
          <h2>{title}</h2>
        </div>
        <Link className="button quiet square" href={closeHref} aria-label={closeLabel}>
          <Icon name="close" />
        </Link>
      </header>
      {children}
    </aside>
  );
}
