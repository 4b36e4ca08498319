import { lazy, Suspense, type ReactNode } from "react";

export interface TipProps {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const FloatingTip = lazy(() => import("./FloatingTip.tsx").then(({ FloatingTip: component }) => ({ default: component })));

/** A few words about what the pointer or the focus is on. Drawn only while it is; Escape closes it. */
export function Tip(props: TipProps) {
  return (
    <Suspense>
      <FloatingTip {...props} />
    </Suspense>
  );
}
