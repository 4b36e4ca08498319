import { useSession } from "../../Accounts/SessionContext.ts";
import { Face } from "../../parts/Face.tsx";
import { exactText, timeText } from "../../parts/times.ts";

interface MessageHeadProps {
  readonly authorId: string;
  readonly name: string;
  readonly at: string | undefined;
}

/** One face, one name, one time for what a person wrote in one go. */
export function MessageHead({ authorId, name, at }: MessageHeadProps) {
  const { me } = useSession();
  const isOwn = authorId === me.id;
  return (
    <>
      <Face id={authorId} name={isOwn ? me.displayName : name} own={isOwn} />
      <div className="message-head">
        <span className="name" dir="auto">
          {name}
        </span>
        {at !== undefined && (
          <time dateTime={at} title={exactText(at)}>
            {timeText(at)}
          </time>
        )}
      </div>
    </>
  );
}
