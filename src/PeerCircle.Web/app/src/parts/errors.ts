import { PeerCircleError } from "@peercircle/sdk";
import { texts } from "../texts.ts";

/** What happened, in words for whoever it happened to. */
export function errorText(error: unknown): string {
  if (!(error instanceof PeerCircleError)) return texts.errorOther;
  const known = texts.errors[error.code];
  if (known !== undefined) return known;
  if (error.code === "request.invalid") return sentence(Object.values(error.errors).flat().join(" ")) || error.message;
  return error.traceId === undefined ? texts.errorOther : `${texts.errorOther} ${texts.errorTrace(error.traceId)}`;
}

export function errorTextOfCode(code: string | undefined): string {
  return (code === undefined ? undefined : texts.errors[code]) ?? texts.errorOther;
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
