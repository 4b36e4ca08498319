import { useEffect, useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";

const patienceMs = 3_000;

/** Says that one is offline, once it has lasted; a short loss is nobody's business. */
export function Banner() {
  const { client } = useSession();
  const isAway = useReadable(client.connection).state !== "online";
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isAway) return;
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isAway]);
  return (
    <div className="banner-place" role="status">
      {isAway && isLong && (
        <div className="banner">
          <span>{texts.connection.offline}</span>
          <button type="button" className="button quiet small" onClick={() => client.retryNow()}>
            {texts.connection.retry}
          </button>
        </div>
      )}
    </div>
  );
}
