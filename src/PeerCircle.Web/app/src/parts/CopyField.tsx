import { useEffect, useRef, useState } from "react";
import { texts } from "../texts.ts";
import { copy } from "./copying.ts";
import "./copyField.css";
import { useField } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

interface CopyFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
}

/** Something to take along: selected when it comes, and copied by one button. */
export function CopyField({ label, hint, value }: CopyFieldProps) {
  const { id, frame, control } = useField(label, hint, undefined);
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [value]);

  async function take(): Promise<void> {
    const isCopied = await copy(value);
    if (!isCopied) field.current?.select();
    setSaid(isCopied ? texts.circles.copied : texts.circles.copyFailed);
  }

  return (
    <>
      {frame(
        <div className="once">
          <input className="input" id={id} ref={field} readOnly value={value} onFocus={(event) => event.currentTarget.select()} {...control} />
          <button type="button" className="button primary" onClick={() => void take()}>
            <Icon name="copy" />
            {texts.circles.copy}
          </button>
        </div>,
      )}
      <p className={said === "" ? "hidden" : "soft small"} role="status">
        {said}
      </p>
    </>
  );
}
