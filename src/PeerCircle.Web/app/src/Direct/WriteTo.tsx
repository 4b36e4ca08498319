import type { Member } from "@peercircle/sdk";
import { useState } from "react";
import { Link, useLocation } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { useReadable } from "../parts/useReadable.ts";
import { texts } from "../texts.ts";

interface WriteToProps {
  readonly member: Member;
  /** With words beside it. */
  readonly isLong?: boolean;
}

/** The way into the conversation with somebody, which there may be already. */
export function WriteTo({ member, isLong = false }: WriteToProps) {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const row = useReadable(client.conversations).rows.find((candidate) => candidate.memberId === member.id);
  const name = member.displayName.split(" ")[0] ?? member.displayName;
  if (row !== undefined) {
    return (
      <>
        {isLong && <span className="soft small">{texts.people.writing(name)}</span>}
        <Link className="button small" href={`/c/${row.id}`} aria-label={texts.people.openWith(member.displayName)}>
          {texts.people.open}
        </Link>
      </>
    );
  }

  async function write(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      const { conversationId } = await client.api.conversations.openDirect(member.id);
      navigate(`/c/${conversationId}`);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <>
      {error !== undefined && (
        <span className="error" role="alert">
          {errorText(error)}
        </span>
      )}
      <button type="button" className="button small" aria-label={texts.people.writeTo(member.displayName)} aria-disabled={isBusy} onClick={() => void write()}>
        {isLong ? texts.people.writeTo(name) : texts.people.write}
      </button>
    </>
  );
}
