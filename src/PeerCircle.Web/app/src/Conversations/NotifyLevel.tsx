import type { Notify } from "@peercircle/sdk";
import { useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";
import "./notifyLevel.css";

const levels: readonly Notify[] = ["all", "mentions", "none"];

/** What of this conversation one is told of. Kept on the server, for every device. */
export function NotifyLevel({ conversationId }: { readonly conversationId: string }) {
  const { client } = useSession();
  const kept = useReadable(client.conversations).rows.find((row) => row.id === conversationId)?.notify;
  const [chosen, setChosen] = useState<Notify>();
  const [error, setError] = useState<unknown>();

  async function choose(level: Notify): Promise<void> {
    setChosen(level);
    setError(undefined);
    try {
      await client.api.conversations.setNotify(conversationId, level);
    } catch (failure) {
      setChosen(undefined);
      setError(failure);
    }
  }

  return (
    <fieldset className="notify">
      <legend className="small">{texts.conversations.notify}</legend>
      <div className="choice">
        {levels.map((level) => (
          <label key={level}>
            <input type="radio" name={`notify-${conversationId}`} checked={(chosen ?? kept ?? "all") === level} onChange={() => void choose(level)} />
            {texts.conversations.notifyLevels[level]}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </fieldset>
  );
}
