import type { ConversationHandle, MessageView } from "@peercircle/sdk";
import { useSession } from "../Accounts/session.ts";
import { Face } from "../parts/Face.tsx";
import { exactText, timeText } from "../parts/times.ts";
import { Message } from "./Message.tsx";

interface GroupProps {
  readonly handle: ConversationHandle;
  readonly messages: readonly MessageView[];
  readonly authorId: string | undefined;
  readonly at: string;
  readonly name: string;
  readonly inThread?: boolean;
}

/** What one person wrote in one go: one face, one name, one time. */
export function Group({ handle, messages, authorId, at, name, inThread = false }: GroupProps) {
  const { me } = useSession();
  const isOwn = authorId === me.id;
  if (authorId === undefined) {
    return (
      <>
        {messages.map((message) => (
          <Message key={message.id} handle={handle} message={message} name={name} isOwn={false} inThread={inThread} />
        ))}
      </>
    );
  }
  return (
    <div className={isOwn ? "group own" : "group"}>
      <Face id={authorId} name={isOwn ? me.displayName : name} own={isOwn} />
      <div className="group-head">
        <span className="name" dir="auto">
          {name}
        </span>
        <time dateTime={at} title={exactText(at)}>
          {timeText(at)}
        </time>
      </div>
      {messages.map((message) => (
        <Message key={message.id} handle={handle} message={message} name={name} isOwn={isOwn} inThread={inThread} />
      ))}
    </div>
  );
}
