import type { ConversationFacts } from "@peercircle/sdk";
import { CircleDetails } from "../Circles/CircleDetails.tsx";
import { DirectDetails } from "../Direct/DirectDetails.tsx";
import { RoomDetails } from "../Rooms/RoomDetails.tsx";
import { SidePanel } from "../Shell/SidePanel.tsx";
import { texts } from "../texts.ts";
import { NotifyLevel } from "./NotifyLevel.tsx";

export function DetailsPanel({ facts }: { readonly facts: ConversationFacts }) {
  return (
    <SidePanel title={texts.conversations.details} closeLabel={texts.conversations.closeDetails} closeHref={`/c/${facts.id}`}>
      <div className="scroll">
        <div className="panel-body">
          {facts.circleId !== undefined && <CircleDetails circleId={facts.circleId} />}
          {facts.roomId !== undefined && <RoomDetails roomId={facts.roomId} conversationId={facts.id} />}
          {facts.memberId !== undefined && <DirectDetails memberId={facts.memberId} />}
          <NotifyLevel conversationId={facts.id} />
        </div>
      </div>
    </SidePanel>
  );
}
