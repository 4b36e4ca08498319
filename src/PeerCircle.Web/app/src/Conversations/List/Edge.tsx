import { errorText } from "../../parts/errors.ts";
import { texts } from "../../texts.ts";
import { Skeleton } from "./Skeleton.tsx";
import type { EdgeState } from "./stay.ts";

/** So much room is kept for it, so that nothing moves when it goes. */
export const edgePx = 288;

/** Where more messages will be: what they will look like, or why they did not come. */
export function Edge({ side, state, onRetry }: { readonly side: "older" | "newer"; readonly state: EdgeState; readonly onRetry: () => void }) {
  return (
    <div className={`talk-edge ${side}`}>
      {state.is === "failed" ? (
        <div className="edge-failed" role="alert">
          <p>
            {texts.conversations.edgeFailed[side]} {errorText(state.error)}
          </p>
          <button type="button" className="button small" onClick={onRetry}>
            {texts.again}
          </button>
        </div>
      ) : (
        <Skeleton count={3} />
      )}
    </div>
  );
}

/** The message one wanted to go to could not be loaded. */
export function Missed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <div className="missed" role="alert">
      <span>
        {texts.conversations.missed} {errorText(error)}
      </span>
      <button type="button" className="button quiet small" onClick={onRetry}>
        {texts.again}
      </button>
    </div>
  );
}
