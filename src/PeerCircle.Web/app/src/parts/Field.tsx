import { useId, type ComponentProps } from "react";

type Labelled = { readonly label: string; readonly hint?: string | undefined };

export function Field({ label, hint, ...input }: Labelled & ComponentProps<"input">) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input className="input" id={id} aria-describedby={hint === undefined ? undefined : `${id}-hint`} {...input} />
      <Hint id={id} hint={hint} />
    </div>
  );
}

export function TextField({ label, hint, ...area }: Labelled & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea className="input" id={id} aria-describedby={hint === undefined ? undefined : `${id}-hint`} {...area} />
      <Hint id={id} hint={hint} />
    </div>
  );
}

function Hint({ id, hint }: { readonly id: string; readonly hint: string | undefined }) {
  if (hint === undefined) return null;
  return (
    <p className="hint" id={`${id}-hint`}>
      {hint}
    </p>
  );
}
