import { useState, type ComponentProps } from "react";
import { texts } from "../texts.ts";
import { useField } from "./Field.tsx";
import { Icon } from "./Icon.tsx";

type PasswordFieldProps = Omit<ComponentProps<"input">, "type"> & { readonly label: string; readonly hint?: string };

/** A password that can be shown to whoever types it. */
export function PasswordField({ label, hint, ...input }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const { id, frame, control } = useField(label, hint, input.name);
  return frame(
    <span className="secret">
      <input className="input" id={id} type={isShown ? "text" : "password"} autoCapitalize="none" spellCheck={false} {...control} {...input} />
      <button type="button" className="button quiet square" aria-label={texts.accounts.showPassword} aria-pressed={isShown} aria-controls={id} onClick={() => setShown(!isShown)}>
        <Icon name={isShown ? "hide" : "show"} />
      </button>
    </span>,
  );
}
