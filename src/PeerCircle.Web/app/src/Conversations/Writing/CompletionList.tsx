import { useLayoutEffect, useState, type RefObject } from "react";
import { createPortal } from "react-dom";
import { Face } from "../../parts/Face.tsx";
import { texts } from "../../texts.ts";
import type { Option } from "./completions.ts";
import type { Completion } from "./useCompletion.ts";

const gapPx = 4;
const roomPx = 320;

interface CompletionListProps {
  readonly completion: Completion;
  /** What it stands above, or below where there is no room. */
  readonly over: RefObject<HTMLElement | null>;
  readonly onChoose: (option: Option) => void;
}

/** The keyboard stays in the text: the list is moved through from there, or tapped. */
export function CompletionList({ completion, over, onChoose }: CompletionListProps) {
  const { options, active, listId, optionId, setActive, trigger } = completion;
  const place = usePlace(over, options.length);
  if (options.length === 0 || trigger === undefined || place === undefined) return null;
  return createPortal(
    <ul id={listId} className="completions" role="listbox" aria-label={trigger.kind === "member" ? texts.writing.people : texts.writing.shortcodes} style={place}>
      {options.map((option, index) => (
        <li
          key={option.key}
          id={optionId(index)}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => index !== active && setActive(index)}
          onClick={() => onChoose(option)}
        >
          {option.kind === "member" ? <MemberOption option={option} /> : <EmojiOption option={option} />}
        </li>
      ))}
    </ul>,
    document.body,
  );
}

function MemberOption({ option }: { readonly option: Extract<Option, { kind: "member" }> }) {
  return (
    <>
      <Face id={option.id} name={option.name} size="small" />
      <span className="completion-name" dir="auto">
        {option.name}
      </span>
      {option.about !== undefined && (
        <span className="completion-about" dir="auto">
          {option.about}
        </span>
      )}
    </>
  );
}

function EmojiOption({ option }: { readonly option: Extract<Option, { kind: "emoji" }> }) {
  return (
    <>
      <span className="emoji" aria-hidden="true">
        {option.emoji}
      </span>
      <span className="completion-name">:{option.code}:</span>
    </>
  );
}

/** In the window, so that no scrolled box cuts it off. */
function usePlace(over: RefObject<HTMLElement | null>, count: number) {
  const [place, setPlace] = useState<Readonly<Record<string, number>>>();
  useLayoutEffect(() => {
    if (count === 0) return setPlace(undefined);
    const measure = () => {
      const box = over.current?.getBoundingClientRect();
      if (box === undefined) return;
      const across = { left: box.left, width: Math.min(box.width, roomPx) };
      setPlace(box.top > roomPx ? { ...across, bottom: window.innerHeight - box.top + gapPx } : { ...across, top: box.bottom + gapPx });
    };
    measure();
    window.addEventListener("resize", measure);
    window.addEventListener("scroll", measure, true);
    return () => {
      window.removeEventListener("resize", measure);
      window.removeEventListener("scroll", measure, true);
    };
  }, [over, count]);
  return place;
}
