import type { ConnectionStatus } from "@peercircle/sdk";
import { useEffect, useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { Icon } from "../parts/Icon.tsx";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";

const patienceMs = 3_000;

/** Says that one is offline, once it has lasted; a short loss is nobody's business. */
export function Banner() {
  const { client } = useSession();
  const status = useReadable(client.connection);
  const isAway = status.state !== "online";
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isAway) return;
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isAway]);
  const isShown = isAway && isLong;
  return (
    <div className="banner-place">
      <p className="hidden" role="status">
        {isShown && texts.connection.offline}
      </p>
      {isShown && (
        <div className="banner">
          <Icon name="offline" />
          <p>
            <span aria-hidden="true">{texts.connection.offline}</span> <NextTry status={status} />
          </p>
          <button type="button" className="button small" onClick={() => client.retryNow()}>
            {texts.connection.retry}
          </button>
        </div>
      )}
    </div>
  );
}

/** Counts down beside what is read out, which it would repeat every second. */
function NextTry({ status }: { readonly status: ConnectionStatus }) {
  const { retryAt } = status;
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (retryAt === undefined) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [retryAt]);
  const seconds = retryAt === undefined ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1_000));
  return <span className="number">{seconds > 0 ? texts.connection.nextTry(seconds) : texts.connection.trying}</span>;
}
