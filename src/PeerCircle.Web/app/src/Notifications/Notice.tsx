import type { Notification } from "@peercircle/sdk";
import { memo } from "react";
import { Link } from "wouter";
import { Icon } from "../parts/Icon.tsx";
import { briefText, exactText } from "../parts/times.ts";
import { notifications as words } from "../texts/notifications.ts";
import { iconOf, placeOf } from "./placeOf.ts";

interface NoticeProps {
  readonly item: Notification;
  /** The day it is: what was a time today is a weekday tomorrow. */
  readonly today: string;
  readonly onRead: (id: string) => void;
}

/** Something that concerns oneself, and why it came. Opened it is read. */
export const Notice = memo(
  function Notice({ item, onRead }: NoticeProps) {
    const href = placeOf(item);
    const isNew = item.readAt === undefined;
    const isWin = item.kind === "celebration" || item.kind === "cheer";

    /** The button goes; the focus stays in its row. */
    function read(button: HTMLElement): void {
      button.closest("li")?.querySelector<HTMLElement>("a")?.focus();
      onRead(item.id);
    }

    const reason = (
      <>
        <span dir="auto">{item.reason}</span>
        {isNew && <span className="hidden"> ({words.new})</span>}
      </>
    );
    return (
      <li className={isNew ? "notice new" : "notice"}>
        <span className={isWin ? "notice-face win" : "notice-face"}>
          <Icon name={iconOf(item.kind)} />
        </span>
        <p className="notice-reason">
          {href === undefined ? (
            reason
          ) : (
            <Link href={href} onClick={() => isNew && onRead(item.id)}>
              {reason}
            </Link>
          )}
        </p>
        <time className="notice-time" dateTime={item.at} title={exactText(item.at)}>
          {briefText(item.at)}
        </time>
        <p className="notice-kind">{words.kinds[item.kind] ?? words.other}</p>
        {isNew && (
          <button type="button" className="button quiet square small" aria-label={words.readNamed(item.reason)} title={words.read} onClick={({ currentTarget }) => read(currentTarget)}>
            <Icon name="check" />
          </button>
        )}
      </li>
    );
  },
  (before, after) => before.item === after.item && before.today === after.today,
);
