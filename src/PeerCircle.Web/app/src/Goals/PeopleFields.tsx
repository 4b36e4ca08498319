import { useRef, useState, type KeyboardEvent } from "react";
import { useNames } from "../Accounts/memberDirectory.ts";
import { MemberFace } from "../Accounts/MemberFace.tsx";
import { useSession } from "../Accounts/SessionContext.ts";
import { Field } from "../parts/Field.tsx";
import { folded } from "../Shell/Switcher/ranking.ts";
import { useFoundPeople } from "../Shell/Switcher/useFoundPeople.ts";
import { goals as words } from "../texts/goals.ts";

const most = 5;

/** Single people, found by their names; whoever was chosen stays in sight, and can be left out again. */
export function PeopleFields({ memberIds }: { readonly memberIds: readonly string[] }) {
  const { me } = useSession();
  const nameOf = useNames();
  const [chosen, setChosen] = useState(memberIds);
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const people = useFoundPeople(query, false);
  const wanted = folded(query.trim());
  // Those found before stay until others come: whom Enter adds is one of the name all the same.
  const found = wanted === "" ? [] : people.filter(({ id, displayName }) => id !== me.id && !chosen.includes(id) && folded(displayName).includes(wanted)).slice(0, most);

  function add(id: string): void {
    setChosen([...chosen, id]);
    setQuery("");
    field.current?.focus(); // What was pressed goes.
  }

  /** Enter is for the name, not for the form. */
  function press(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const [first] = found;
    if (first !== undefined) add(first.id);
  }

  return (
    <>
      {chosen.length > 0 && (
        <div className="goal-checks">
          {chosen.map((id) => (
            <label key={id} className="check">
              <input type="checkbox" name="member" value={id} defaultChecked />
              <MemberFace id={id} size="tiny" />
              <span dir="auto">{nameOf(id)}</span>
            </label>
          ))}
        </div>
      )}
      <div className="goal-people">
        <Field ref={field} label={words.person} type="text" autoComplete="off" placeholder={words.personHint} value={query} onChange={({ currentTarget }) => setQuery(currentTarget.value)} onKeyDown={press} dir="auto" />
        {found.length > 0 && (
          <ul className="goal-found" aria-label={words.people}>
            {found.map(({ id, displayName, headline }) => (
              <li key={id}>
                <button type="button" className="button quiet" aria-label={words.addPerson(displayName)} onClick={() => add(id)}>
                  <MemberFace id={id} size="tiny" />
                  <span dir="auto">{displayName}</span>
                  {headline !== undefined && (
                    <span className="small faint" dir="auto">
                      {headline}
                    </span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        )}
        <p className="hidden" role="status">
          {found.length > 0 && words.peopleFound(found.length)}
        </p>
      </div>
    </>
  );
}
