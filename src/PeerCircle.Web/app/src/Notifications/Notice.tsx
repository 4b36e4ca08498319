import type { Notification } from "@peercircle/sdk";
import { memo } from "react";
import { Link } from "wouter";
import { Icon } from "../parts/Icon.tsx";
import { briefText, exactText } from "../parts/times.ts";
import { texts } from "../texts.ts";
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

    const words = (
      <>
        <span dir="auto">{item.reason}</span>
        {isNew && <span className="hidden"> ({texts.notifications.new})</span>}
      </>
    );
    return (
      <li className={isNew ? "notice new" : "notice"}>
        <span className={isWin ? "notice-face win" : "notice-face"}>
          <Icon name={iconOf(item.kind)} />
        </span>
        <p className="notice-reason">
          {href === undefined ? (
            words
          ) : (
            <Link href={href} onClick={() => isNew && onRead(item.id)}>
              {words}
            </Link>
          )}
        </p>
        <time className="notice-time" dateTime={item.at} title={exactText(item.at)}>
          {briefText(item.at)}
        </time>
        <p className="notice-kind">{texts.notifications.kinds[item.kind] ?? texts.notifications.other}</p>
        {isNew && (
          <button type="button" className="button quiet square small" aria-label={texts.notifications.readNamed(item.reason)} title={texts.notifications.read} onClick={({ currentTarget }) => read(currentTarget)}>
            <Icon name="check" />
          </button>
        )}
      </li>
    );
  },
  (before, after) => before.item === after.item && before.today === after.today,
);
