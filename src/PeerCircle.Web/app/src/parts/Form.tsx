import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from "react";
import "./form.css";
import { faultOf, FormFaultContext, type FormFault } from "./FormFault.ts";
import { Icon } from "./Icon.tsx";

interface FormProps {
  readonly label: string;
  readonly submit: string;
  readonly onSubmit: (values: FormData) => Promise<void>;
  readonly children: ReactNode;
  readonly wide?: boolean;
  /** Not what the page is for. */
  readonly secondary?: boolean;
  /** Beside the button that sends. */
  readonly actions?: ReactNode;
}

/** A form that is sent once at a time, keeps what was typed when it is refused, and says why, above and at the field; the reason takes the focus. */
export function Form({ label, submit, onSubmit, children, wide = false, secondary = false, actions }: FormProps) {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<FormFault>();

  async function send(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setFault(undefined);
    try {
      await onSubmit(new FormData(event.currentTarget));
    } catch (failure) {
      setFault(faultOf(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <FormFaultContext value={fault}>
      <form className="form" aria-label={label} onSubmit={(event) => void send(event)}>
        {fault !== undefined && <Refused fault={fault} />}
        {children}
        <div className={wide ? "form-foot wide" : "form-foot"}>
          <button type="submit" className={["button", !secondary && "primary", wide && "wide"].filter(Boolean).join(" ")} aria-disabled={isBusy}>
            {submit}
          </button>
          {actions}
        </div>
      </form>
    </FormFaultContext>
  );
}

function Refused({ fault }: { readonly fault: FormFault }) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => summary.current?.focus(), [fault]);
  return (
    <div className="refused" ref={summary} tabIndex={-1}>
      <Icon name="warning" />
      <p role="alert">{fault.summary}</p>
    </div>
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
