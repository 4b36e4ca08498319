import { Dialog } from "../../parts/Dialog.tsx";
import { texts } from "../../texts.ts";
import { keysOf, type Shortcut } from "./keys.ts";
import "./shortcuts.css";

const everywhere = ["switch", "next", "previous", "nextUnread", "previousUnread", "hop", "hopBack", "close", "theme", "help"] as const satisfies readonly Shortcut[];
const writing = [
  { does: texts.shell.writing.send, keys: "Enter" },
  { does: texts.shell.writing.line, keys: "Shift Enter" },
  { does: texts.shell.writing.editLast, keys: "↑" },
  { does: texts.shell.writing.mention, keys: "@" },
  { does: texts.shell.writing.walk, keys: "↑ ↓" },
];

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={texts.shell.shortcuts} onClose={onClose} className="shortcut-sheet">
      <Group title={texts.shell.shortcutGroups.everywhere} entries={everywhere.map((name) => ({ does: texts.shell.shortcut[name], keys: keysOf(name) }))} />
      <Group title={texts.shell.shortcutGroups.conversation} entries={writing} />
    </Dialog>
  );
}

function Group({ title, entries }: { readonly title: string; readonly entries: readonly { readonly does: string; readonly keys: string }[] }) {
  return (
    <section aria-label={title}>
      <h3 className="strong-label">{title}</h3>
      <dl className="shortcuts">
        {entries.map(({ does, keys }) => (
          <div key={does}>
            <dt>{does}</dt>
            <dd>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
