import type { ConnectionStatus, PeerCircleClient } from "@peercircle/sdk";
import { Logo } from "../parts/Icon.tsx";
import { texts } from "../texts.ts";

/** Before the server has said who one is. */
export function Arriving({ client, status }: { readonly client: PeerCircleClient; readonly status: ConnectionStatus }) {
  return (
    <main className="door" aria-busy={status.state === "connecting"}>
      <div className="door-card">
        <div className="door-head">
          <Logo large />
          <p className="soft" role="status">
            {status.state === "offline" ? texts.errors["network.failed"] : texts.connection.connecting}
          </p>
          {status.state === "offline" && (
            <button type="button" className="button" onClick={() => client.retryNow()}>
              {texts.connection.retry}
            </button>
          )}
        </div>
      </div>
    </main>
  );
}
