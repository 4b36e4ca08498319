import { useRef, type ReactNode } from "react";
import { Link } from "wouter";
import { Icon } from "../parts/Icon.tsx";
import { texts } from "../texts.ts";
import { useFocusPassedOn } from "./focus.ts";
import { backTo } from "./history.ts";
import { usePlaceName } from "./title.ts";

interface PageProps {
  readonly title: string;
  readonly action?: ReactNode;
  readonly narrow?: boolean;
  /** Where the arrow leads on a phone; the list when left out. */
  readonly parent?: string;
  readonly children: ReactNode;
}

/** A page beside the rail that is no conversation. */
export function Page({ title, action, narrow = false, parent, children }: PageProps) {
  usePlaceName(title);
  return (
    <main className="main" id="main">
      <header className={narrow ? "bar over-feed" : "bar over-page"}>
        <BackLink parent={parent} />
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
  const main = useRef<HTMLElement>(null);
  useFocusPassedOn(main);
  return (
    <main className="main" id="main" aria-busy="true" ref={main}>
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

interface BackLinkProps {
  readonly parent?: string | undefined;
  readonly label?: string;
}

/** To what this place belongs to, on a phone; the browser's own back leads there too. */
export function BackLink({ parent = "/", label = parent === "/" ? texts.back : texts.shell.back }: BackLinkProps) {
  return (
    <Link
      className="button quiet square back"
      href={parent}
      aria-label={label}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        backTo(parent);
      }}
    >
      <Icon name="back" />
    </Link>
  );
}
