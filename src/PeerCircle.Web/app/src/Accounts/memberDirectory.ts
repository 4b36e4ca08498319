import { texts } from "../texts.ts";
import { useReadable } from "../parts/useReadable.ts";
import { useSession } from "./SessionContext.ts";

/** Names by member id, drawn again when more are known. */
export function useNames(): (id: string | undefined) => string {
  const { me, members } = useSession();
  useReadable(members);
  return (id) => (id === undefined ? texts.someone : id === me.id ? texts.you : (members.find(id)?.displayName ?? texts.someone));
}
