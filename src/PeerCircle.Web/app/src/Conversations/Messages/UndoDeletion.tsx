import type { ConversationHandle } from "@peercircle/sdk";
import { useEffect } from "react";
import { useReadable } from "../../parts/useReadable.ts";
import { texts } from "../../texts.ts";

/** The offer to take a deletion back. It waits while somebody is at it; Ctrl+Z outside of a text does the same. */
export function UndoDeletion({ handle }: { readonly handle: ConversationHandle }) {
  const ids = useReadable(handle.undoableDeletions);
  const isOffered = ids.length > 0;

  /** The offer goes; the focus goes to what came back. */
  function undo(): void {
    handle.undoDeletions();
    document.querySelector<HTMLElement>(`[data-id="${ids.at(-1)}"]`)?.focus();
  }

  useEffect(() => {
    if (!isOffered) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || isText(event.target)) return;
      event.preventDefault();
      handle.undoDeletions();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [handle, isOffered]);

  return (
    <div role="status">
      {isOffered && (
        <div className="toast" onPointerEnter={() => handle.holdDeletions(true)} onPointerLeave={({ currentTarget }) => handle.holdDeletions(currentTarget.contains(document.activeElement))} onFocus={() => handle.holdDeletions(true)} onBlur={({ currentTarget }) => handle.holdDeletions(currentTarget.matches(":hover"))}>
          <span>{texts.messages.deleted(ids.length)}</span>
          <button type="button" className="button quiet small" aria-keyshortcuts="Control+Z" onClick={undo}>
            {texts.messages.undo}
          </button>
        </div>
      )}
    </div>
  );
}

function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("textarea, input, [contenteditable]") !== null;
}
