import { useCallback } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { useLoaded } from "../parts/useLoaded.ts";
import { administration } from "../texts/administration.ts";

/** How the server is set up, and how its parts are. */
export function NetworkSection() {
  const { client } = useSession();
  const { value, error, reload } = useLoaded(useCallback(() => client.api.accounts.server(), [client]));
  return (
    <section className="network-facts" aria-labelledby="network-title">
      <h2 className="section-title" id="network-title">
        {administration.network}
      </h2>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
      {value !== undefined && (
        <dl>
          <div>
            <dt>{administration.registration}</dt>
            <dd>{administration.registrations[value.registration]}</dd>
            <dd className="faint small">
              {administration.registrationHint} <code>{administration.registrationKey}</code>. {administration.registrationValues}
            </dd>
          </div>
          {value.health !== undefined && (
            <>
              <Part name={administration.store} state={value.health.store} whenDown={administration.storeDown} />
              <Part name={administration.redis} state={value.health.redis} whenDown={administration.redisDown} />
            </>
          )}
          <div>
            <dt>{administration.version}</dt>
            <dd className="number">{value.version}</dd>
          </div>
        </dl>
      )}
      <button type="button" className="button small" onClick={reload}>
        {administration.checkAgain}
      </button>
    </section>
  );
}

function Part({ name, state, whenDown }: { readonly name: string; readonly state: string; readonly whenDown: string }) {
  const isDown = state === "unavailable";
  const words: Readonly<Record<string, string>> = administration.states;
  return (
    <div>
      <dt>{name}</dt>
      <dd className={isDown ? "state down" : state === "ok" ? "state fine" : "state"}>
        {state !== "off" && <Icon name={isDown ? "warning" : "check"} />}
        {words[state] ?? state}
      </dd>
      {isDown && <dd className="faint small">{whenDown}</dd>}
    </div>
  );
}
