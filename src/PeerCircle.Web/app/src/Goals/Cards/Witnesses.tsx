import { useNames } from "../../Accounts/memberDirectory.ts";
import { MemberFace } from "../../Accounts/MemberFace.tsx";
import { useSession } from "../../Accounts/SessionContext.ts";
import { namesText } from "../../parts/nameLists.ts";
import { cards as words } from "../../texts/cards.ts";

interface WitnessesProps {
  readonly of: readonly string[] | undefined;
  /** The goal is reached. */
  readonly past?: boolean;
}

/** Who looks on while somebody goes a way; oneself first. */
export function Witnesses({ of = [], past = false }: WitnessesProps) {
  const { me } = useSession();
  const nameOf = useNames();
  if (of.length === 0) return null;
  const members = [...of].sort((a, b) => Number(b === me.id) - Number(a === me.id));
  const isOne = members.length === 1;
  const say = past ? words.wereWitnesses : words.witnesses;
  const own = past ? words.youWitnessed : words.youWitness;
  return (
    <span className="with-people">
      <span className="stack" aria-hidden="true">
        {members.map((id) => (
          <MemberFace key={id} id={id} size="tiny" />
        ))}
      </span>
      <span dir="auto">{isOne && members[0] === me.id ? own : say(namesText(members.map(nameOf)), isOne)}</span>
    </span>
  );
}
