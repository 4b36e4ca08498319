import type { Goal } from "@peercircle/sdk";
import { useState } from "react";
import { errorText } from "../parts/errors.ts";
import { say } from "../parts/toasts.ts";

interface ActProps {
  readonly label: string;
  /** Asks the server, which answers the goal as it is then. */
  readonly act: () => Promise<Goal>;
  readonly take: (goal: Goal) => void;
  /** Said when it is done, where nothing else shows it. */
  readonly done?: string;
  readonly primary?: boolean;
  readonly pressed?: boolean;
}

/** One click that changes a goal; done once at a time, and refused it says why. */
export function Act({ label, act, take, done, primary = false, pressed }: ActProps) {
  const [isBusy, setBusy] = useState(false);

  async function go(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    try {
      take(await act());
      if (done !== undefined) say(done);
    } catch (failure) {
      say(errorText(failure), true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <button type="button" className={primary ? "button primary" : "button"} aria-pressed={pressed} aria-disabled={isBusy} onClick={() => void go()}>
      {label}
    </button>
  );
}
