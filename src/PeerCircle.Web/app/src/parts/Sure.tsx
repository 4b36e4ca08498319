import { useState, type ReactNode } from "react";
import { Dialog } from "./Dialog.tsx";
import { errorText } from "./errors.ts";

interface SureProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly yes: string;
  readonly no: string;
  /** Takes the question away when it is done; when it is refused, the question says why. */
  readonly act: () => Promise<void>;
  readonly onClose: () => void;
}

/** Says what an act that cannot simply be taken back does, before it is done. */
export function Sure({ title, children, yes, no, act, onClose }: SureProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function go(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await act();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      <div className="buttons">
        <button type="button" className="button primary" aria-disabled={isBusy} onClick={() => void go()}>
          {yes}
        </button>
        <button type="button" className="button" data-first onClick={onClose}>
          {no}
        </button>
      </div>
    </Dialog>
  );
}
