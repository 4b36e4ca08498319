import { isCode, type Circle } from "@peercircle/sdk";
import { useLocation } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";
import { Sure } from "../parts/Sure.tsx";

interface LeaveCircleProps {
  readonly circle: Circle;
  /** Whether one is about to be out by one's own doing. */
  readonly leaving: (isLeaving: boolean) => void;
  readonly onClose: () => void;
}

export function LeaveCircle({ circle, leaving, onClose }: LeaveCircleProps) {
  const { client, me, members } = useSession();
  useReadable(members);
  const [, navigate] = useLocation();
  const others = circle.members.filter((seat) => seat.memberId !== me.id);
  const heir = others.some((seat) => seat.role === "host") ? undefined : others[0];

  async function leave(): Promise<void> {
    leaving(true);
    try {
      await client.api.circles.removeMember(circle.id, me.id);
    } catch (failure) {
      leaving(false);
      if (!isCode(failure, "not_found")) throw failure; // Out already.
    }
    navigate("/", { replace: true });
  }

  return (
    <Sure title={texts.circles.leaveTitle(circle.name)} yes={texts.circles.leaveCircle} no={texts.circles.stay} act={leave} onClose={onClose}>
      <p>{texts.circles.leaveBody}</p>
      {others.length === 0 && <p>{texts.circles.leaveLast}</p>}
      {heir !== undefined && <p>{texts.circles.leaveHost(members.find(heir.memberId)?.displayName ?? texts.someone)}</p>}
    </Sure>
  );
}
