import { useCallback, useEffect, useState } from "react";

export interface Loaded<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  reload(): void;
}

/** Loads when `load` changes; an older answer never replaces a newer one. `load` must be stable (`useCallback`). */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ value: T | undefined; error: unknown }>({ value: undefined, error: undefined });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => !abort.signal.aborted && setState({ value, error: undefined }),
      (error: unknown) => !abort.signal.aborted && setState((known) => ({ ...known, error })),
    );
    return () => abort.abort();
  }, [load, turn]);
  const reload = useCallback(() => setTurn((t) => t + 1), []);
  return { ...state, reload };
}
