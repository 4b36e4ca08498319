import type { Session } from "@peercircle/sdk";
import { useCallback, useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { Sure } from "../parts/Sure.tsx";
import { agoText, exactText } from "../parts/times.ts";
import { useLoaded } from "../parts/useLoaded.ts";
import { texts } from "../texts.ts";
import { settings } from "../texts/settings.ts";
import { deviceOf } from "./deviceName.ts";
import { Saved } from "./Saved.tsx";

const activeMs = 180_000;
const dayMs = 86_400_000;

/** Where one is signed in, this device first. */
export function DevicesSection() {
  const { client } = useSession();
  const { value, error, reload } = useLoaded(useCallback(() => client.api.accounts.sessions(), [client]));
  const [asking, setAsking] = useState<Session | "others">();
  const [isEnded, setEnded] = useState(false);
  if (value === undefined) return <p role="status">{error === undefined ? texts.loading : errorText(error)}</p>;
  const sessions = [...value].sort((a, b) => Number(b.current) - Number(a.current) || b.lastSeenAt.localeCompare(a.lastSeenAt));
  const others = sessions.filter((session) => !session.current);

  async function end(): Promise<void> {
    if (asking === "others") await client.api.accounts.endOtherSessions();
    else if (asking !== undefined) await client.api.accounts.endSession(asking.id);
    setEnded(true);
    setAsking(undefined);
    reload();
  }

  return (
    <>
      <ul className="devices">
        {sessions.map((session) => (
          <DeviceRow key={session.id} session={session} onEnd={() => setAsking(session)} />
        ))}
      </ul>
      {others.length > 1 && (
        <button type="button" className="button" onClick={() => setAsking("others")}>
          {settings.endOthers}
        </button>
      )}
      <Saved when={isEnded}>{settings.ended}</Saved>
      {asking !== undefined && (
        <Sure
          title={asking === "others" ? settings.endOthersTitle(others.length) : settings.endTitle(deviceOf(asking).name)}
          yes={asking === "others" ? settings.endOthersYes(others.length) : settings.endYes}
          no={settings.keep}
          act={end}
          onClose={() => setAsking(undefined)}
        >
          <p>{asking === "others" ? settings.endOthersBody : settings.endBody}</p>
        </Sure>
      )}
    </>
  );
}

function DeviceRow({ session, onEnd }: { readonly session: Session; readonly onEnd: () => void }) {
  const device = deviceOf(session);
  return (
    <li className="device">
      <Icon name={device.kind} />
      <div>
        <p dir="auto">
          {device.name} {session.current && <span className="small faint">{settings.thisDevice}</span>}
        </p>
        <p className="small faint" title={exactText(session.lastSeenAt)}>
          {seenText(session)}
        </p>
      </div>
      {!session.current && (
        <button type="button" className="button small" aria-label={settings.endNamed(device.name)} onClick={onEnd}>
          {settings.end}
        </button>
      )}
    </li>
  );
}

function seenText({ current, lastSeenAt }: Session): string {
  const ms = Date.now() - Date.parse(lastSeenAt);
  if (current || ms < activeMs) return settings.activeNow;
  return ms < dayMs ? settings.active(agoText(lastSeenAt)) : settings.lastSeen(agoText(lastSeenAt));
}
