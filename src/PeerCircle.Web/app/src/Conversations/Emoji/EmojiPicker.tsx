import { Popover, usePopoverStore } from "@ariakit/react";
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useSession } from "../../Accounts/SessionContext.ts";
import { useMedia } from "../../parts/useMedia.ts";
import { asSheet } from "../../parts/sheet.ts";
import { texts } from "../../texts.ts";
import { loadEmoji, type Emoji } from "./emojiData.ts";
import { EmojiGrid } from "./EmojiGrid.tsx";
import { moved } from "./emojiKeys.ts";
import { rowsOf, sectionsOf } from "./emojiRows.ts";
import { searchEmoji } from "./emojiSearch.ts";
import { closeEmojiPicker, type PickRequest } from "./picking.ts";
import { recentEmoji, rememberEmoji } from "./recentEmoji.ts";
import "./emoji.css";

const columnsOnDesk = 8;
const columnsOnPhone = 7;

/** Searched and moved through from one field; a tap does the same. */
export function EmojiPicker({ request }: { readonly request: PickRequest }) {
  const { me } = useSession();
  const isPhone = useMedia("(max-width: 48rem)");
  const [anchorBox] = useState(() => request.anchor.getBoundingClientRect());
  const [recent] = useState(() => recentEmoji(me.id));
  const { all, error, again } = useAllEmoji();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState<number>();
  const [isWalking, setWalking] = useState(false);
  const gridId = useId();
  const search = useRef<HTMLInputElement>(null);
  const store = usePopoverStore({ open: true, setOpen: (open) => !open && closeEmojiPicker(), placement: anchorBox.left > window.innerWidth / 2 ? "top-end" : "top-start" });

  const columns = isPhone ? columnsOnPhone : columnsOnDesk;
  const found = useMemo(() => (query.trim() === "" ? undefined : searchEmoji(all, query)), [all, query]);
  const rows = useMemo(() => rowsOf(found === undefined ? sectionsOf(all, recent) : [{ title: undefined, emoji: found }], columns), [all, found, recent, columns]);
  const chosen = active === undefined ? undefined : rows.flat[active];

  function pick(emoji: Emoji): void {
    rememberEmoji(me.id, emoji.emoji);
    closeEmojiPicker(emoji.emoji);
  }

  function write(text: string): void {
    setQuery(text);
    setActive(text.trim() === "" ? undefined : 0);
    setWalking(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (chosen !== undefined) pick(chosen);
      return;
    }
    const next = moved(event.key, active, isWalking, rows);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    setWalking(true);
  }

  return (
    <Popover
      key={isPhone ? "sheet" : "popover"}
      store={store}
      modal
      portal
      backdrop={isPhone ? <div className="sheet-backdrop" /> : false}
      className={isPhone ? "emoji-picker sheet" : "emoji-picker"}
      aria-label={texts.emoji.title}
      getAnchorRect={() => anchorBox}
      {...(isPhone ? asSheet : {})}
      gutter={4}
      initialFocus={search}
      autoFocusOnHide={false}
    >
      <input
        ref={search}
        className="input"
        type="text"
        role="combobox"
        aria-label={texts.emoji.search}
        placeholder={texts.emoji.search}
        aria-expanded="true"
        aria-haspopup="grid"
        aria-controls={gridId}
        aria-activedescendant={active === undefined ? undefined : `${gridId}-${active}`}
        autoComplete="off"
        value={query}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <EmojiGrid id={gridId} rows={rows} columns={columns} active={active} onActive={setActive} onPick={pick} />
      {error && (
        <p className="error" role="alert">
          {texts.emoji.failed}{" "}
          <button type="button" className="text-link plain" onClick={again}>
            {texts.again}
          </button>
        </p>
      )}
      <p className="emoji-chosen" aria-hidden="true">
        {chosen === undefined ? (
          texts.emoji.hint
        ) : (
          <>
            <span className="emoji">{chosen.emoji}</span> {chosen.name}
          </>
        )}
      </p>
      <p className="hidden" role="status">
        {found !== undefined && texts.emoji.found(found.length)}
      </p>
    </Popover>
  );
}

function useAllEmoji() {
  const [all, setAll] = useState<readonly Emoji[]>([]);
  const [error, setError] = useState(false);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    setError(false);
    loadEmoji().then(setAll, () => setError(true));
  }, [turn]);
  return { all, error, again: () => setTurn((t) => t + 1) };
}
