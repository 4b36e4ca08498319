import { useEffect, useRef, type ReactNode } from "react";
import { Link } from "wouter";
import { Steps } from "../../parts/Steps.tsx";
import { texts } from "../../texts.ts";
import "./welcome.css";

interface StepProps {
  readonly at: 1 | 2 | 3;
  readonly what: string;
  readonly title: string;
  readonly note: string;
  readonly children: ReactNode;
}

/** One step. Its title takes the focus, so that who cannot see the change hears it. */
export function Step({ at, what, title, note, children }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="door welcome" id="main">
      <div className="door-card">
        <div className="welcome-way">
          <Steps at={at} of={3} text={texts.welcome.step(at, 3, what)} />
        </div>
        <div className="welcome-head">
          <h1 className="page-title" ref={heading} tabIndex={-1} dir="auto">
            {title}
          </h1>
          <p className="soft">{note}</p>
        </div>
        {children}
        {at < 3 && (
          <p className="door-foot">
            {texts.welcome.later}{" "}
            <Link className="text-link" href="/">
              {texts.welcome.leave}
            </Link>
          </p>
        )}
      </div>
    </main>
  );
}

export function SkipTo({ href }: { readonly href: string }) {
  return (
    <Link className="button quiet" href={href}>
      {texts.welcome.skip}
    </Link>
  );
}
