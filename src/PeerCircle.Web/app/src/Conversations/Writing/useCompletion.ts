import type { ConversationHandle } from "@peercircle/sdk";
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { useReadable } from "../../parts/useReadable.ts";
import { loadEmoji, type Emoji } from "../Emoji/emojiData.ts";
import { matchingEmoji, matchingMembers, triggerAt, type Candidate, type Option, type Trigger } from "./completions.ts";
import type { Draft } from "./mentions.ts";

export interface Completion {
  readonly trigger: Trigger | undefined;
  readonly options: readonly Option[];
  readonly active: number;
  readonly listId: string;
  optionId(index: number): string;
  setActive(index: number): void;
  /** Takes the keys that belong to an open list; false = the key is not its. */
  take(event: KeyboardEvent): boolean;
}

/** What can be completed where the caret is. `caret` is undefined while something is selected. */
export function useCompletion(handle: ConversationHandle, draft: Draft, caret: number | undefined, choose: (option: Option, trigger: Trigger) => void): Completion {
  const listId = useId();
  const [isDismissed, setDismissed] = useState<string>();
  const [chosen, setChosen] = useState({ of: "", index: 0 });
  const trigger = useMemo(() => (caret === undefined ? undefined : triggerAt(draft, Math.min(caret, draft.text.length))), [draft, caret]);
  const candidates = useCandidates(handle, trigger?.kind === "member");
  const emoji = useEmoji(trigger?.kind === "emoji");
  const key = trigger === undefined ? "" : `${trigger.kind} ${trigger.from}`;

  const options = useMemo(() => {
    if (trigger === undefined || isDismissed === key) return [];
    return trigger.kind === "member" ? matchingMembers(candidates, trigger.query) : matchingEmoji(emoji, trigger.query);
  }, [trigger, candidates, emoji, isDismissed, key]);
  useEffect(() => setDismissed(undefined), [key]);

  const place = `${key} ${trigger?.query ?? ""}`;
  const active = chosen.of === place ? Math.min(chosen.index, options.length - 1) : 0;
  const setActive = (index: number) => setChosen({ of: place, index });

  function take(event: KeyboardEvent): boolean {
    if (options.length === 0 || trigger === undefined || event.nativeEvent.isComposing || event.keyCode === 229) return false;
    const option = options[active];
    if (event.key === "ArrowDown") setActive((active + 1) % options.length);
    else if (event.key === "ArrowUp") setActive((active + options.length - 1) % options.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && option !== undefined) choose(option, trigger);
    else if (event.key === "Escape") setDismissed(key);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { trigger, options, active, listId, optionId: (index) => `${listId}-${index}`, setActive, take };
}

/** Those who take part, oneself left out. They are asked for when first needed. */
function useCandidates(handle: ConversationHandle, isWanted: boolean): readonly Candidate[] {
  const { me, members } = useSession();
  const taking = useReadable(handle.members);
  const known = useReadable(members);
  useEffect(() => {
    if (isWanted) handle.loadMembers().catch(() => undefined); // Without an answer the `@` stays what it is.
  }, [handle, isWanted]);
  return useMemo(() => {
    if (!isWanted) return none;
    return taking.flatMap(({ memberId }): Candidate[] => {
      const member = memberId === me.id ? undefined : members.find(memberId);
      return member === undefined ? [] : [{ id: memberId, name: member.displayName, about: member.headline ?? member.organisation }];
    });
  }, [isWanted, taking, known, members, me.id]);
}

const none: readonly Candidate[] = [];

function useEmoji(isWanted: boolean): readonly Emoji[] {
  const [all, setAll] = useState<readonly Emoji[]>([]);
  useEffect(() => {
    if (isWanted) loadEmoji().then(setAll, () => undefined);
  }, [isWanted]);
  return all;
}
