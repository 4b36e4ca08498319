import type { List } from "@peercircle/sdk";
import { useCallback, useEffect, useRef, useState } from "react";

const typingPauseMs = 200;

export interface Paged<T> {
  readonly items: readonly T[];
  readonly isDone: boolean;
  readonly error: unknown;
  /** Loads the next page, when there is one. */
  readonly more: (() => void) | undefined;
}

/** A list loaded anew when `key` changes, after a pause in typing; what was shown stays until the answer comes. */
export function usePaged<T>(key: string, load: (next: string | undefined, signal: AbortSignal) => Promise<List<T>>): Paged<T> {
  const [state, setState] = useState<{ key: string; items: readonly T[]; next: string | undefined; isDone: boolean; error: unknown }>({ key, items: [], next: undefined, isDone: false, error: undefined });
  const latest = useRef(load);
  useEffect(() => void (latest.current = load));
  const isFirst = useRef(true);
  const abort = useRef<AbortController>(undefined);

  useEffect(() => {
    const control = new AbortController();
    abort.current = control;
    const begin = () =>
      latest.current(undefined, control.signal).then(
        ({ items, next }) => !control.signal.aborted && setState({ key, items, next, isDone: true, error: undefined }),
        (error: unknown) => !control.signal.aborted && setState((known) => ({ ...known, error })),
      );
    const timer = setTimeout(() => void begin(), isFirst.current ? 0 : typingPauseMs);
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [key]);

  const next = state.key === key ? state.next : undefined;
  const asked = useRef<string>(undefined);
  const more = useCallback(() => {
    const control = abort.current;
    if (control === undefined || asked.current === next) return;
    asked.current = next;
    latest.current(next, control.signal).then(
      (page) => !control.signal.aborted && setState((known) => ({ ...known, items: [...known.items, ...page.items], next: page.next, isDone: true, error: undefined })),
      (error: unknown) => {
        asked.current = undefined;
        if (!control.signal.aborted) setState((known) => ({ ...known, error }));
      },
    );
  }, [next]);

  return { items: state.items, isDone: state.isDone, error: state.error, more: next === undefined ? undefined : more };
}
