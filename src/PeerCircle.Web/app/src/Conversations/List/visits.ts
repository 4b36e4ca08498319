import { useSyncExternalStore } from "react";

/** One going to a place. The side panel opens and closes within a visit; an address that names a message begins another one, also the same address once more. */
export interface Visit {
  readonly id: string;
  /** One came by back or forward, to a visit made before. */
  readonly isReturn: boolean;
}

const lifeOfPage = Math.random().toString(36).slice(2);
const listeners = new Set<() => void>();
let made = 0;
let place = placeOf();
let current: Visit = { id: kept() ?? next(), isReturn: kept() !== undefined };
keep();

addEventListener("pushState", () => {
  const from = place;
  place = placeOf();
  if (from !== place || named() !== undefined) change({ id: next(), isReturn: false });
  keep();
});
addEventListener("replaceState", () => {
  place = placeOf();
  if (kept() === undefined) keep();
});
addEventListener("popstate", () => {
  place = placeOf();
  const id = kept() ?? next();
  if (id !== current.id) change({ id, isReturn: true });
  keep();
});

function change(visit: Visit): void {
  current = visit;
  for (const listener of [...listeners]) listener();
}

function next(): string {
  return `${lifeOfPage}.${++made}`;
}

/** The history remembers which visit an entry belongs to, also over a reload. */
function keep(): void {
  if (kept() !== current.id) history.replaceState({ ...stateOf(), visit: current.id }, "");
}

function kept(): string | undefined {
  const { visit } = stateOf();
  return typeof visit === "string" ? visit : undefined;
}

function stateOf(): { readonly visit?: unknown } {
  return typeof history.state === "object" && history.state !== null ? (history.state as { readonly visit?: unknown }) : {};
}

/** A conversation with whatever is open beside it is one place. */
function placeOf(): string {
  return /^\/c\/[^/]+/u.exec(location.pathname)?.[0] ?? location.pathname;
}

/** The message that the address names: where it stands, or its id. */
export function named(): { readonly seq: number } | { readonly id: string } | undefined {
  const search = new URLSearchParams(location.search);
  const [at, id] = [search.get("at"), search.get("message")];
  if (at !== null && /^\d{1,15}$/u.test(at)) return { seq: Number(at) };
  return id !== null && /^[\da-f-]{36}$/u.test(id) ? { id } : undefined;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function presentVisit(): Visit {
  // Whoever hears of a step back before this has heard of it finds its visit all the same.
  const id = kept();
  if (id !== undefined && id !== current.id) {
    place = placeOf();
    current = { id, isReturn: true };
  }
  return current;
}

export function useVisit(): Visit {
  return useSyncExternalStore(subscribe, presentVisit);
}
