import { useState, type ReactNode, type SubmitEvent } from "react";
import { errorText } from "./errors.ts";

interface FormProps {
  readonly label: string;
  readonly submit: string;
  readonly onSubmit: (values: FormData) => Promise<void>;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A form that is sent once at a time, keeps what was typed when it is refused, and says why. */
export function Form({ label, submit, onSubmit, children, wide = false }: FormProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function send(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit(new FormData(event.currentTarget));
    } catch (failure) {
      setError(errorText(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="form" aria-label={label} onSubmit={(event) => void send(event)}>
      {children}
      {error !== undefined && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      <button type="submit" className={wide ? "button primary wide" : "button primary"} aria-disabled={isBusy}>
        {submit}
      </button>
    </form>
  );
}

/** The text of a field, trimmed. */
export function textOf(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === "string" ? value.trim() : "";
}

export function wordsOf(values: FormData, name: string): string[] {
  return textOf(values, name)
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
}
