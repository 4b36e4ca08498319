import { useId, type ComponentProps, type ReactNode } from "react";
import { useFieldFault } from "./FormFault.ts";
import { Icon } from "./Icon.tsx";

type Labelled = { readonly label: string; readonly hint?: string | undefined };

export function Field({ label, hint, ...input }: Labelled & ComponentProps<"input">) {
  const { id, frame, control } = useField(label, hint, input.name);
  return frame(<input className="input" id={id} {...control} {...input} />);
}

export function TextField({ label, hint, ...area }: Labelled & ComponentProps<"textarea">) {
  const { id, frame, control } = useField(label, hint, area.name);
  return frame(<textarea className="input" id={id} {...control} {...area} />);
}

export function SelectField({ label, hint, ...select }: Labelled & ComponentProps<"select">) {
  const { id, frame, control } = useField(label, hint, select.name);
  return frame(
    <span className="select">
      <select className="input" id={id} {...control} {...select} />
      <Icon name="down" />
    </span>,
  );
}

/** Label, hint and what is wrong, tied to one control. */
export function useField(label: string, hint: string | undefined, name: string | undefined) {
  const id = useId();
  const fault = useFieldFault(name);
  const described = [fault === undefined ? undefined : `${id}-fault`, hint === undefined ? undefined : `${id}-hint`].filter((part) => part !== undefined);
  return {
    id,
    control: { "aria-describedby": described.length === 0 ? undefined : described.join(" "), "aria-invalid": fault === undefined ? undefined : true },
    frame: (control: ReactNode) => (
      <div className="field">
        <label htmlFor={id}>{label}</label>
        {control}
        {fault !== undefined && (
          <p className="error" id={`${id}-fault`}>
            {fault}
          </p>
        )}
        {hint !== undefined && (
          <p className="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    ),
  };
}
