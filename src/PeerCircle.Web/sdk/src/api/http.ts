import { PeerCircleError } from "../errors.ts";
import type { List } from "../wire.ts";

/** A bearer token, or what answers the present one; none = the browser's session cookie. */
export type Token = string | (() => string | undefined);
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where the server is and as whom to speak to it. */
export interface HttpOptions {
  /** Origin of the server, such as `https://peers.example`; empty in a page of its own. */
  readonly url: string;
  /** Bearer token; without one the browser's session cookie is used. */
  readonly token?: Token | undefined;
  /** Makes the requests; the global one when left out. */
  readonly fetch?: typeof fetch | undefined;
}

interface Sending {
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  readonly keepalive?: boolean;
}

/** Requests to the API: JSON both ways, refusals thrown as `PeerCircleError`, what is aborted with the reason of its signal. Nothing is repeated here. */
export class Http {
  readonly #options: HttpOptions;
  readonly #fetch: typeof fetch;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
  }

  get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
    return this.send<T>("GET", path + queryText(query), undefined, signal);
  }

  /** All pages of a list, in order. Pages may miss or repeat what changes meanwhile. */
  async all<T>(path: string, query: Query, signal?: AbortSignal): Promise<T[]> {
    const items: T[] = [];
    let next: string | undefined;
    do {
      const page: List<T> = await this.get<List<T>>(path, { ...query, next }, signal);
      items.push(...page.items);
      next = page.next;
    } while (next !== undefined);
    return items;
  }

  async send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    return this.#send<T>(method, path, { body, signal });
  }

  /** Goes out even if the page is left meanwhile. */
  async sendLast<T>(method: string, path: string): Promise<T> {
    return this.#send<T>(method, path, { keepalive: true });
  }

  async #send<T>(method: string, path: string, sending: Sending): Promise<T> {
    const response = await this.#exchange(method, path, sending);
    const value: unknown = response.status === 204 ? undefined : await parsed(response, sending.signal);
    if (response.ok) return value as T;
    throw PeerCircleError.ofProblem(response.status, typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});
  }

  token(): string | undefined {
    const { token } = this.#options;
    return typeof token === "function" ? token() : token;
  }

  async #exchange(method: string, path: string, { body, signal, keepalive = false }: Sending): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const token = this.token();
    if (token !== undefined) headers["Authorization"] = `Bearer ${token}`;
    try {
      return await this.#fetch(`${this.#options.url}/api/v1${path}`, {
        method,
        headers,
        credentials: "same-origin",
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
        ...(keepalive ? { keepalive } : {}),
      });
    } catch (cause) {
      throw lost(cause, signal);
    }
  }
}

/** A part of a path, such as an emoji, in its escaped form. */
export function part(text: string): string {
  return encodeURIComponent(text);
}

async function parsed(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw lost(cause, signal);
  });
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    if (!response.ok) return undefined;
    throw new PeerCircleError("answer.malformed", "The server's answer could not be read.", false, { status: response.status });
  }
}

/** Why there is no answer: whoever asked has given up, or there was none. */
function lost(cause: unknown, signal: AbortSignal | undefined): unknown {
  return signal?.aborted ? signal.reason : PeerCircleError.unreachable(cause);
}

function queryText(query: Query | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
