import type { ConversationFacts } from "@peercircle/sdk";
import { CircleDetails } from "../Circles/CircleDetails.tsx";
import { DirectDetails } from "../Direct/DirectDetails.tsx";
import { RoomDetails } from "../Rooms/RoomDetails.tsx";
import { texts } from "../texts.ts";
import { SidePanel } from "../Shell/SidePanel.tsx";

export function DetailsPanel({ facts, changes }: { readonly facts: ConversationFacts; readonly changes: number }) {
  return (
    <SidePanel title={texts.conversations.details} closeLabel={texts.conversations.closeDetails} closeHref={`/c/${facts.id}`}>
      <div className="scroll">
        <div className="panel-body">
          {facts.circleId !== undefined && <CircleDetails circleId={facts.circleId} changes={changes} />}
          {facts.roomId !== undefined && <RoomDetails roomId={facts.roomId} />}
          {facts.memberId !== undefined && <DirectDetails memberId={facts.memberId} />}
        </div>
      </div>
    </SidePanel>
  );
}
