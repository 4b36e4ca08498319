import type { IHttpConnectionOptions } from "@microsoft/signalr";
import type { HubAnswer } from "../wire.ts";
import { Disconnected, hubEventNames, type HubEvent, type HubHandlers, type HubLink, type HubTransport } from "./transport.ts";

/** The hub over WebSockets and JSON. Without negotiation there is one request and no need for sticky sessions. */
export function signalRTransport(url: string, token: () => string | undefined): HubTransport {
  return { open: (handlers, signal) => open(`${url}/hubs/peer`, token, handlers, signal) };
}

async function open(url: string, token: () => string | undefined, handlers: HubHandlers, signal: AbortSignal): Promise<HubLink> {
  // Loaded by the first link only: who has not signed in does without.
  const { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel } = await import("@microsoft/signalr");
  const options: IHttpConnectionOptions = { transport: HttpTransportType.WebSockets, skipNegotiation: true };
  if (token() !== undefined) options.accessTokenFactory = () => token() ?? "";
  const connection = new HubConnectionBuilder().withUrl(url, options).configureLogging(LogLevel.None).build();
  for (const name of hubEventNames) connection.on(name, (value: unknown) => handlers.event({ name, value } as HubEvent));
  connection.onclose(() => handlers.closed());
  const giveUp = () => void connection.stop();
  signal.addEventListener("abort", giveUp);
  await connection.start().finally(() => signal.removeEventListener("abort", giveUp));
  return {
    async invoke<T>(method: string, argument: object): Promise<HubAnswer<T>> {
      try {
        return await connection.invoke<HubAnswer<T>>(method, argument);
      } catch (error) {
        if (connection.state !== HubConnectionState.Connected) throw new Disconnected();
        return { ok: false, error: { code: "request.malformed", message: error instanceof Error ? error.message : String(error), retryable: false } };
      }
    },
    stop: () => void connection.stop(),
  };
}
