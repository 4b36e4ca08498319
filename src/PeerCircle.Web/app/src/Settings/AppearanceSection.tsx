import { useReadable } from "../parts/useReadable.ts";
import { confetti } from "../Shell/Appearance/confetti.ts";
import { theme, type Theme } from "../Shell/Appearance/theme.ts";
import { openLayer } from "../Shell/layer.ts";
import { settings } from "../texts/settings.ts";
import { cards as words } from "../texts/cards.ts";

const themes = ["device", "light", "dark"] as const satisfies readonly Theme[];

export function AppearanceSection() {
  const chosen = useReadable(theme);
  const hasConfetti = useReadable(confetti);
  return (
    <>
      <fieldset className="field">
        <legend className="strong-label">{settings.theme}</legend>
        <div className="choice">
          {themes.map((name) => (
            <label key={name}>
              <input type="radio" name="theme" checked={name === chosen} onChange={() => theme.set(name)} />
              {settings.themes[name]}
            </label>
          ))}
        </div>
        <p className="hint">{settings.themeNote}</p>
      </fieldset>
      <div className="setting">
        <label className="setting-head">
          <span>
            <span className="strong-label">{words.confetti}</span>
            <span className="small faint">{words.confettiNote}</span>
          </span>
          <input type="checkbox" role="switch" className="switch" checked={hasConfetti} onChange={(event) => confetti.set(event.currentTarget.checked)} />
        </label>
      </div>
      <button type="button" className="button" onClick={() => openLayer("shortcuts")}>
        {settings.shortcuts}
      </button>
    </>
  );
}
