import type { Member, PeerCircleClient } from "@peercircle/sdk";
import { useCallback } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { useLoaded } from "../parts/useLoaded.ts";

/** Words still find whom these do not name. */
const mostPages = 5;

interface Facets {
  readonly topics: readonly string[];
  readonly fields: readonly string[];
  readonly organisations: readonly string[];
}

const none: Facets = { topics: [], fields: [], organisations: [] };

/** What the members of a network say of themselves, to choose from. */
export function useFacets(): Facets {
  const { client } = useSession();
  return useLoaded(useCallback((signal: AbortSignal) => load(client, signal), [client])).value ?? none;
}

async function load(client: PeerCircleClient, signal: AbortSignal): Promise<Facets> {
  const members: Member[] = [];
  let next: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await client.api.accounts.members({ limit: 100, next }, signal);
    members.push(...answer.items);
    next = answer.next;
    if (next === undefined) break;
  }
  return {
    topics: distinct(members.flatMap((member) => member.mentor?.topics ?? [])),
    fields: distinct(members.map((member) => member.field)),
    organisations: distinct(members.map((member) => member.organisation)),
  };
}

/** Each once, whatever its case, as the server compares them. */
function distinct(words: readonly (string | undefined)[]): readonly string[] {
  const found = new Map<string, string>();
  for (const word of words) if (word !== undefined && !found.has(word.toLocaleLowerCase())) found.set(word.toLocaleLowerCase(), word);
  return [...found.values()].sort((a, b) => a.localeCompare(b));
}
