import type { Member } from "@peercircle/sdk";
import { useEffect, useState } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";

const pauseMs = 150;
const most = 20;
const nobody: readonly Member[] = [];

/** Members of the whole network by what was typed, once typing pauses; until they come, those found before stay. Without the server there are just none. */
export function useFoundPeople(query: string, evenWhenEmpty: boolean): readonly Member[] {
  const { client, members } = useSession();
  const [found, setFound] = useState(nobody);
  const wanted = query.trim();
  useEffect(() => {
    if (wanted === "" && !evenWhenEmpty) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      client.api.accounts.members({ query: wanted || undefined, limit: most }, abort.signal).then(
        ({ items }) => {
          if (abort.signal.aborted) return;
          members.learn(items);
          setFound(items);
        },
        () => undefined,
      );
    }, wanted === "" ? 0 : pauseMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [client, members, wanted, evenWhenEmpty]);
  return found;
}
