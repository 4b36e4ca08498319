import { useState } from "react";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Field, SelectField } from "../parts/Field.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { texts } from "../texts.ts";
import { settings } from "../texts/settings.ts";
import { Saved } from "./Saved.tsx";
import { useSaving } from "./useSaving.ts";

const evening = { from: "19:00", to: "07:30" };

export function TimeSection() {
  return (
    <>
      <TimeZone />
      <QuietHours />
    </>
  );
}

/** Chosen is saved. */
function TimeZone() {
  const { me } = useSession();
  const { isSaved, save } = useSaving();
  const [error, setError] = useState<unknown>();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const chosen = me.timeZone ?? "";
  const zones = [...new Set([...Intl.supportedValuesOf("timeZone"), here, chosen])].filter(Boolean).sort();

  async function choose(timeZone: string): Promise<void> {
    setError(undefined);
    await save({ timeZone }).catch(setError);
  }

  return (
    <div className="setting">
      <SelectField label={settings.timeZone} hint={settings.timeZoneHint} value={chosen} onChange={(event) => void choose(event.currentTarget.value)}>
        <option value="">{settings.noTimeZone}</option>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
      <div className="buttons">
        {here !== chosen && (
          <button type="button" className="button small" onClick={() => void choose(here)}>
            {settings.takeZone(here.replaceAll("_", " "))}
          </button>
        )}
        <Saved when={isSaved} />
      </div>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </div>
  );
}

function QuietHours() {
  const { me } = useSession();
  const { isSaved, save } = useSaving();
  const [isOn, setOn] = useState(me.quietHours !== undefined);
  const hours = me.quietHours ?? evening;
  return (
    <div className="setting">
      <Form
        label={settings.quietHours}
        submit={texts.save}
        secondary
        actions={<Saved when={isSaved} />}
        onSubmit={(values) => save({ quietHours: isOn ? { from: textOf(values, "quietHours.from"), to: textOf(values, "quietHours.to") } : { from: "", to: "" } })}
      >
        <label className="setting-head">
          <span>
            <span className="strong-label">{settings.quietHours}</span>
            <span className="small faint">{settings.quietNote}</span>
          </span>
          <input type="checkbox" role="switch" className="switch" checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
        </label>
        {isOn && (
          <div className="times">
            <Field label={settings.from} name="quietHours.from" type="time" defaultValue={hours.from} required />
            <Field label={settings.until} name="quietHours.to" type="time" defaultValue={hours.to} required />
          </div>
        )}
      </Form>
    </div>
  );
}
