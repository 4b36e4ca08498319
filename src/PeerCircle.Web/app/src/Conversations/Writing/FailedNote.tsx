import type { ConversationHandle } from "@peercircle/sdk";
import { useSyncExternalStore } from "react";
import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";

/** When several could not be sent: all of them again, in the order written. One alone says so by itself. */
export function FailedNote({ handle }: { readonly handle: ConversationHandle }) {
  const count = useSyncExternalStore(handle.subscribe, () => failed(handle).length);
  if (count < 2) return null;
  return (
    <div className="failed-note" role="status">
      <Icon name="warning" />
      <span>{texts.writing.failedCount(count)}</span>
      <button type="button" className="button small quiet" onClick={() => failed(handle).forEach(({ id }) => handle.retry(id))}>
        {texts.writing.retryAll}
      </button>
    </div>
  );
}

function failed(handle: ConversationHandle) {
  return handle.getSnapshot().pending.filter(({ status }) => status === "failed");
}
