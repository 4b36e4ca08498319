import { useSearchParams } from "wouter";
import { Field, SelectField } from "../parts/Field.tsx";
import { texts } from "../texts.ts";
import { useFacets } from "./useFacets.ts";

/** Who is looked for, kept in the address. */
export function PeopleFilters() {
  const [search, setSearch] = useSearchParams();
  const facets = useFacets();
  const isFiltered = [...search.keys()].length > 0;

  function look(name: string, value: string): void {
    setSearch(
      (present) => {
        const next = new URLSearchParams(present);
        if (value === "") next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  }

  return (
    <search className="people-filters" aria-label={texts.people.title}>
      <Field label={texts.people.find} placeholder={texts.people.findHint} type="search" maxLength={200} value={search.get("query") ?? ""} onChange={(event) => look("query", event.currentTarget.value)} />
      <Facet label={texts.people.topic} value={search.get("topic") ?? ""} options={facets.topics} choose={(value) => look("topic", value)} />
      <Facet label={texts.people.field} value={search.get("field") ?? ""} options={facets.fields} choose={(value) => look("field", value)} />
      <Facet label={texts.people.organisation} value={search.get("organisation") ?? ""} options={facets.organisations} choose={(value) => look("organisation", value)} />
      <div className="people-switch">
        <label className="check">
          <input type="checkbox" className="switch" checked={search.get("mentor") === "true"} onChange={(event) => look("mentor", event.currentTarget.checked ? "true" : "")} />
          {texts.people.mentorsOnly}
        </label>
        {isFiltered && (
          <button type="button" className="button quiet small" onClick={() => setSearch({}, { replace: true })}>
            {texts.people.clear}
          </button>
        )}
      </div>
    </search>
  );
}

interface FacetProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly choose: (value: string) => void;
}

/** What the address asks for can be chosen even where nobody is known to have it. */
function Facet({ label, value, options, choose }: FacetProps) {
  const all = value === "" || options.includes(value) ? options : [value, ...options];
  return (
    <SelectField label={label} value={value} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">{texts.people.any}</option>
      {all.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </SelectField>
  );
}
