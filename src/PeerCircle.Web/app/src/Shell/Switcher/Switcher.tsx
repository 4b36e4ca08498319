import { Combobox, ComboboxItem, ComboboxList, ComboboxProvider } from "@ariakit/react";
import { useMemo, useState } from "react";
import { PresenceMark } from "../../Accounts/PresenceMark.tsx";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { errorText } from "../../parts/errors.ts";
import { Face } from "../../parts/Face.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { useReadable } from "../../parts/useReadable.ts";
import { texts } from "../../texts.ts";
import { wantFocus } from "../focus.ts";
import { navigate } from "../history.ts";
import { Mark, Unread } from "../Rail/RailRow.tsx";
import { goalsOf, type Goal } from "./candidates.ts";
import { rank } from "./ranking.ts";
import "./switcher.css";
import { useFoundPeople } from "./useFoundPeople.ts";

const most = 12;

interface SwitcherProps {
  readonly of: "switcher" | "people";
  readonly onClose: () => void;
}

/** Goes to any conversation or person by a few letters of the name. */
export function Switcher({ of, onClose }: SwitcherProps) {
  const { client, me, members } = useSession();
  const [query, setQuery] = useState("");
  const [error, setError] = useState<unknown>();
  const { rows } = useReadable(client.conversations);
  const people = useFoundPeople(query, of === "people");
  const goals = useMemo(() => goalsOf(rows, of === "people" || query.trim() !== "" ? [...members.known(), ...people] : [], me.id, of), [rows, members, people, me.id, of, query]);
  const found = useMemo(() => rank(query, goals, most), [query, goals]);
  const title = of === "people" ? texts.shell.whoToWriteTo : texts.shell.switcher;

  async function go(goal: Goal): Promise<void> {
    try {
      const id = "row" in goal ? goal.row.id : (await client.api.conversations.openDirect(goal.member.id)).conversationId;
      onClose();
      wantFocus(`/c/${id}`);
      navigate(`/c/${id}`);
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <Dialog title={title} isTitleHidden className="switcher" onClose={onClose}>
      <ComboboxProvider open includesBaseElement={false} value={query} setValue={setQuery}>
        <div className="switcher-field">
          <Icon name="search" />
          <Combobox className="switcher-input" aria-label={title} placeholder={of === "people" ? title : texts.shell.switcherHint} autoSelect="always" autoFocus autoComplete="none" />
          <kbd aria-hidden="true">Esc</kbd>
        </div>
        <ComboboxList className="switcher-list" aria-label={title}>
          {found.map((goal) => (
            <ComboboxItem key={goal.id} value={goal.id} className="row switcher-row" focusOnHover setValueOnClick={false} hideOnClick={false} onClick={() => void go(goal)}>
              <GoalRow goal={goal} />
            </ComboboxItem>
          ))}
        </ComboboxList>
      </ComboboxProvider>
      <p className={found.length === 0 ? "soft switcher-note" : "hidden"} role="status">
        {found.length === 0 ? (query.trim() === "" ? texts.conversations.none : texts.shell.nothingFound) : texts.shell.found(found.length)}
      </p>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </Dialog>
  );
}

function GoalRow({ goal }: { readonly goal: Goal }) {
  if ("row" in goal) {
    return (
      <>
        <Mark row={goal.row} />
        <span className="row-name" dir="auto">
          {goal.name}
        </span>
        {goal.row.memberId !== undefined && <PresenceMark memberId={goal.row.memberId} />}
        <span className="row-last">{texts.shell.kinds[goal.row.kind]}</span>
        {goal.unread > 0 && <Unread count={goal.unread} isMeant={goal.row.kind === "direct"} />}
      </>
    );
  }
  return (
    <>
      <Face id={goal.member.id} name={goal.name} />
      <span className="row-name" dir="auto">
        {goal.name}
      </span>
      <PresenceMark memberId={goal.member.id} />
      <span className="row-last" dir="auto">
        {[goal.member.headline, goal.member.organisation].filter(Boolean).join(" · ") || texts.shell.noTalkYet}
      </span>
    </>
  );
}
