import { Face } from "../parts/Face.tsx";
import { useNames } from "./memberDirectory.ts";
import { useSession } from "./SessionContext.ts";

interface MemberFaceProps {
  readonly id: string;
  readonly size: "small" | "tiny";
}

/** The face of whoever has that id: one's own has one's initials too, although one is called "you". */
export function MemberFace({ id, size }: MemberFaceProps) {
  const { me } = useSession();
  const nameOf = useNames();
  const isOwn = id === me.id;
  return <Face id={id} name={isOwn ? me.displayName : nameOf(id)} size={size} own={isOwn} />;
}
