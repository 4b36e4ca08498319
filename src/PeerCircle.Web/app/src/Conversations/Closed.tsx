import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { copy } from "../parts/copying.ts";
import { TextField } from "../parts/Field.tsx";
import { usePlaceName } from "../Shell/title.ts";
import { texts } from "../texts.ts";
import "./closed.css";
import { leftDrafts } from "./Writing/leftDrafts.ts";

interface ClosedProps {
  readonly id: string;
  /** Left out for a conversation that was never here. */
  readonly title: string | undefined;
  readonly unsent: readonly string[];
}

/** In place of a conversation that is not, or no longer, one's own. Takes the focus; what was not sent can be taken along. */
export function Closed({ id, title, unsent }: ClosedProps) {
  const { me } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const [left] = useState(() => [...unsent, ...leftDrafts(me.id, id)]);
  useEffect(() => heading.current?.focus(), []);
  usePlaceName(title ?? "");
  return (
    <main className="main" id="main">
      <div className="scroll">
        <div className="empty">
          <h1 className="page-title" ref={heading} tabIndex={-1} dir="auto">
            {title === undefined ? texts.conversations.goneTitle : texts.conversations.closedTitle(title)}
          </h1>
          <p className="soft">{title === undefined ? texts.conversations.gone : texts.conversations.closed}</p>
          {left.length > 0 && <Unsent words={left} />}
          <div className="buttons">
            <Link className="button primary" href="/">
              {texts.back}
            </Link>
          </div>
        </div>
      </div>
    </main>
  );
}

function Unsent({ words }: { readonly words: readonly string[] }) {
  const [said, setSaid] = useState("");

  async function take(text: string): Promise<void> {
    setSaid((await copy(text)) ? texts.circles.copied : texts.circles.copyFailed);
  }

  return (
    <section className="unsent" aria-labelledby="unsent">
      <h2 className="section-title" id="unsent">
        {texts.conversations.unsentTitle}
      </h2>
      <p className="soft small">{texts.conversations.unsent}</p>
      {words.map((text, index) => (
        <div key={index} className="unsent-one">
          <TextField label={texts.conversations.unsentLabel(index + 1)} value={text} rows={3} readOnly dir="auto" onFocus={(event) => event.currentTarget.select()} />
          <button type="button" className="button small" onClick={() => void take(text)}>
            {texts.conversations.copyUnsent}
          </button>
        </div>
      ))}
      <p className="soft small" role="status">
        {said}
      </p>
    </section>
  );
}
