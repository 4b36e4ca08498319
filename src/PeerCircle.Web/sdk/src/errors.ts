import type { Refusal } from "./wire.ts";

const retryableCodes: readonly string[] = ["rate.limited", "conversation.busy", "outcome.unknown", "store.unavailable", "server.draining", "server.busy"];

/** What is known of an error beside its code. */
export interface ErrorDetails {
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly traceId?: string | undefined;
  readonly errors?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly cause?: unknown;
}

/**
 * A refusal of the server under its stable `code`, which the README lists. Made by the SDK itself: `network.failed` when no answer came (what was asked may have
 * happened), `answer.malformed`, `http.` with a status when something between answered, and `history.restored` of `ConversationHandle.messages`.
 */
export class PeerCircleError extends Error {
  /** Stable; what to decide by. The message is for people, in English. */
  readonly code: string;
  /** Whether the same call, with the same id, may succeed later. */
  readonly retryable: boolean;
  /** Least wait before repeating, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Finds the call in the server's log. */
  readonly traceId: string | undefined;
  /** Of HTTP; absent for refusals of the hub. */
  readonly status: number | undefined;
  /** For `request.invalid`: what is wrong with each member. */
  readonly errors: Readonly<Record<string, readonly string[]>>;

  constructor(code: string, message: string, retryable: boolean, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "PeerCircleError";
    this.code = code;
    this.retryable = retryable;
    this.retryAfterMs = details.retryAfterMs;
    this.traceId = details.traceId;
    this.status = details.status;
    this.errors = details.errors ?? {};
  }

  /** Of a refusal on the hub. @internal */
  static ofRefusal(refusal: Refusal): PeerCircleError {
    return new PeerCircleError(refusal.code, refusal.message, refusal.retryable, { retryAfterMs: refusal.retryAfterMs });
  }

  /** Of an answer over HTTP that is no success. @internal */
  static ofProblem(status: number, problem: Readonly<Record<string, unknown>>): PeerCircleError {
    const code = typeof problem["code"] === "string" ? problem["code"] : `http.${status}`;
    const message = typeof problem["detail"] === "string" ? problem["detail"] : `The server answered ${status}.`;
    const retryable = retryableCodes.includes(code) || (typeof problem["code"] !== "string" && status >= 502);
    return new PeerCircleError(code, message, retryable, {
      status,
      retryAfterMs: typeof problem["retryAfterMs"] === "number" ? problem["retryAfterMs"] : undefined,
      traceId: typeof problem["traceId"] === "string" ? problem["traceId"] : undefined,
      errors: problem["errors"] as ErrorDetails["errors"],
    });
  }

  /** No answer came. @internal */
  static unreachable(cause: unknown): PeerCircleError {
    return new PeerCircleError("network.failed", "The server could not be reached.", true, { cause });
  }
}

/** Whether an error is a `PeerCircleError` of this code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof PeerCircleError && error.code === code;
}
