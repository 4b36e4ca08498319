import { PeerCircleError } from "@peercircle/sdk";
import { createContext, useContext } from "react";
import { texts } from "../texts.ts";
import { errorText } from "./errors.ts";

/** Why a form was refused: for all of it, and by the name of a field. */
export interface FormFault {
  readonly summary: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Codes that speak of one field. */
const fieldOfCode: Readonly<Record<string, string>> = {
  "account.email_taken": "email",
  "password.refused": "password",
  "account.setup_code_required": "setupCode",
  "account.invite_required": "inviteToken",
  "invite.gone": "inviteToken",
};

export function faultOf(error: unknown): FormFault {
  if (!(error instanceof PeerCircleError)) return { summary: errorText(error), fields: {} };
  if (error.code === "request.invalid") {
    const fields = Object.fromEntries(Object.entries(error.errors).map(([name, reasons]) => [name, sentence(reasons.join(" "))]));
    return { summary: texts.errorFields, fields };
  }
  const field = fieldOfCode[error.code];
  return { summary: errorText(error), fields: field === undefined ? {} : { [field]: errorText(error) } };
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

export const FormFaultContext = createContext<FormFault | undefined>(undefined);

/** What is wrong with the field of this name in the form around it. */
export function useFieldFault(name: string | undefined): string | undefined {
  const fault = useContext(FormFaultContext);
  return name === undefined ? undefined : fault?.fields[name];
}
