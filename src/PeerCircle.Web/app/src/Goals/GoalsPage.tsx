import { useCallback, useState } from "react";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { usePaged } from "../parts/usePaged.ts";
import { Page } from "../Shell/Page.tsx";
import { texts } from "../texts.ts";
import { goals as words } from "../texts/goals.ts";
import { GoalGroups } from "./GoalGroups.tsx";
import "./goals.css";
import { useFresh } from "./useFresh.ts";

/** All one works towards oneself. */
export function GoalsPage() {
  const { client } = useSession();
  const [turn, setTurn] = useState(0);
  const { items, isDone, error, more } = usePaged(`${turn}`, (next, signal) => client.api.goals.list({ next, limit: 100 }, signal));
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  useFresh(reload);
  const isNone = isDone && items.length === 0 && more === undefined;
  return (
    <Page
      title={words.title}
      narrow
      action={
        !isNone && (
          <Link className="button" href="/new/goal">
            <Icon name="plus" />
            {words.new}
          </Link>
        )
      }
    >
      {error !== undefined && (
        <div className="stack-12">
          <p className="error" role="alert">
            {errorText(error)}
          </p>
          {!isDone && (
            <button type="button" className="button" onClick={reload}>
              {texts.again}
            </button>
          )}
        </div>
      )}
      {isNone ? <Invitation /> : isDone ? <GoalGroups goals={items} /> : error === undefined && <Skeleton />}
      {isDone && more !== undefined && (
        <button type="button" className="button" onClick={more}>
          {words.more}
        </button>
      )}
    </Page>
  );
}

function Invitation() {
  return (
    <div className="empty">
      <span className="emblem plain" aria-hidden="true">
        <Icon name="goal" />
      </span>
      <h2 className="section-title">{words.none}</h2>
      <p className="soft">{words.noneText}</p>
      <div className="buttons">
        <Link className="button primary" href="/new/goal">
          {words.newTitle}
        </Link>
      </div>
    </div>
  );
}

function Skeleton() {
  return (
    <div className="goal-skeleton" role="status">
      <span className="hidden">{texts.loading}</span>
      {["half", "third", "half"].map((width, index) => (
        <span key={index} className={`skeleton line ${width}`} aria-hidden="true" />
      ))}
    </div>
  );
}
