import { useReadable } from "../parts/useReadable.ts";
import { theme, type Theme } from "../Shell/Appearance/theme.ts";
import { openLayer } from "../Shell/layer.ts";
import { texts } from "../texts.ts";

const themes = ["device", "light", "dark"] as const satisfies readonly Theme[];

export function AppearanceSection() {
  const chosen = useReadable(theme);
  return (
    <>
      <fieldset className="field">
        <legend className="strong-label">{texts.settings.theme}</legend>
        <div className="choice">
          {themes.map((name) => (
            <label key={name}>
              <input type="radio" name="theme" checked={name === chosen} onChange={() => theme.set(name)} />
              {texts.settings.themes[name]}
            </label>
          ))}
        </div>
        <p className="hint">{texts.settings.themeNote}</p>
      </fieldset>
      <button type="button" className="button" onClick={() => openLayer("shortcuts")}>
        {texts.settings.shortcuts}
      </button>
    </>
  );
}
