import type { ReactNode } from "react";
import { Link } from "wouter";
import { Icon } from "../parts/Icon.tsx";
import { texts } from "../texts.ts";

interface PageProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

/** A page beside the rail that is no conversation. */
export function Page({ title, action, narrow = false, children }: PageProps) {
  return (
    <main className="main" id="main">
      <header className={narrow ? "bar over-feed" : "bar over-page"}>
        <BackLink />
        <div className="bar-text">
          <h1 dir="auto">{title}</h1>
        </div>
        {action}
      </header>
      <div className="scroll">
        <div className={narrow ? "page narrow" : "page"}>{children}</div>
      </div>
    </main>
  );
}

/** Holds the place of a page that is on its way. */
export function PageSkeleton({ title }: { readonly title: string }) {
  return (
    <main className="main" id="main" aria-busy="true">
      <header className="bar over-page">
        <BackLink />
        <h1 className="hidden">{title}</h1>
      </header>
      <div className="page" aria-hidden="true">
        <span className="skeleton line third" />
        <span className="skeleton line" />
        <span className="skeleton line half" />
      </div>
    </main>
  );
}

/** To the list, on a phone. */
export function BackLink() {
  return (
    <Link className="button quiet square back" href="/" aria-label={texts.back}>
      <Icon name="back" />
    </Link>
  );
}
