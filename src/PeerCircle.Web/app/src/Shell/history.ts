import { useBrowserLocation, navigate as go } from "wouter/use-browser-location";
import type { BaseLocationHook } from "wouter";

/** Where an entry of the history was gone to from. */
interface Trail {
  readonly from?: string;
}

/** Goes to a place and notes where one was, so that the way back is known. */
export const navigate: typeof go = (to, options) => {
  const state: Trail = options?.replace === true ? { ...trail() } : { from: location.pathname };
  go(to, { ...options, state: { ...state, ...(options?.state as object | undefined) } });
};

/** The location hook of the whole page (`Router hook`): links go through `navigate`. */
export const useTrailLocation: BaseLocationHook = () => [useBrowserLocation()[0], navigate];

/** The state of the entry that is being stepped back from: it stays the current one until the step is taken. */
let leaving: unknown;

// A page that the browser kept and shows again.
addEventListener("pageshow", () => {
  leaving = undefined;
});

/** Back to what this place belongs to: a step in the history where that is one, so that the arrow and the browser's back agree. Asked again meanwhile, it is still one step. */
export function backTo(parent: string): void {
  if (trail().from !== parent) navigate(parent, { replace: true });
  else if (history.state !== leaving) {
    leaving = history.state;
    history.back();
  }
}

/** From a side panel back to its conversation. */
export function closePanel(): void {
  const conversation = /^(\/c\/[^/]+)\/./u.exec(location.pathname)?.[1];
  if (conversation !== undefined) backTo(conversation);
}

function trail(): Trail {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null ? (state as Trail) : {};
}
