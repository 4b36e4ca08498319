import type { ProfileChange } from "@peercircle/sdk";
import { useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";

/** Saves a part of one's profile; `isSaved` says that the latest change of this place is. A refusal is thrown. */
export function useSaving(): { readonly isSaved: boolean; save(change: ProfileChange): Promise<void> } {
  const { client } = useSession();
  const [isSaved, setSaved] = useState(false);
  return {
    isSaved,
    async save(change) {
      setSaved(false);
      await client.changeMe(change);
      setSaved(true);
    },
  };
}
