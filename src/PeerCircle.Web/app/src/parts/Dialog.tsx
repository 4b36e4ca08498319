import { useEffect, useId, useRef, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { texts } from "../texts.ts";
import { Icon } from "./Icon.tsx";

interface DialogProps {
  readonly title: string;
  /** Under the title. */
  readonly note?: string;
  /** Asks whoever shows the dialog to take it away. */
  readonly onClose: () => void;
  readonly className?: string;
  /** A title that only those who listen need. */
  readonly isTitleHidden?: boolean;
  readonly children: ReactNode;
}

/** What has the focus first: where one writes or chooses, or the answer that changes nothing; without either, what closes the dialog. */
const first = "[data-first], input:not([type=radio]), input:checked, textarea, select";

/** A question that wants an answer first. Escape and a click outside close it; focus goes back to where it was, if that is still there. */
export function Dialog({ title, note, onClose, className, isTitleHidden = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>(first)?.focus();
    return () => {
      const held = document.activeElement;
      if (before instanceof HTMLElement && before.isConnected && (held === null || held === document.body || shown?.contains(held) === true)) before.focus();
    };
  }, []);
  // Shown until it is gone: a dialog that closed itself gives the focus back while the address still asks for it, and a key pressed then is lost.
  const close = () => {
    if (dialog.current === null || dialog.current.inert) return;
    dialog.current.inert = true;
    onClose();
  };
  // At the end of the page: inside of something hidden a dialog would be hidden too.
  return createPortal(
    <dialog
      ref={dialog}
      className={className === undefined ? "dialog" : `dialog ${className}`}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return; // A choice of files was cancelled, not the question.
        event.preventDefault();
        close();
      }}
      onClose={(event) => event.target === event.currentTarget && close()}
      onMouseDown={(event) => {
        if (event.target !== dialog.current || isInside(event, dialog.current)) return;
        event.preventDefault(); // Else the press takes the focus away from where it just went back to.
        close();
      }}
    >
      <div className={isTitleHidden ? "hidden" : "dialog-head"}>
        <div>
          <h2 id={id} dir="auto">
            {title}
          </h2>
          {note !== undefined && <p className="soft small">{note}</p>}
        </div>
        {!isTitleHidden && (
          <button type="button" className="button quiet square" aria-label={texts.close} onClick={close}>
            <Icon name="close" />
          </button>
        )}
      </div>
      {children}
    </dialog>,
    document.body,
  );
}

/** The padding of the dialog is the dialog too; only what lies around it closes it. */
function isInside({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }, dialog: HTMLDialogElement): boolean {
  const box = dialog.getBoundingClientRect();
  return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
}
