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

/** Back to what this place belongs to: a step in the history where that is one, so that the arrow and the browser's back agree. */
export function backTo(parent: string): void {
  if (trail().from === parent) history.back();
  else navigate(parent, { replace: true });
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
