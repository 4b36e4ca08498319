import { texts } from "../texts.ts";
import { isSameTag } from "./tagging.ts";

interface TagFilterProps {
  readonly tags: readonly string[];
  /** Empty = all. */
  readonly chosen: string;
  readonly choose: (tag: string) => void;
}

export function TagFilter({ tags, chosen, choose }: TagFilterProps) {
  if (tags.length === 0) return null;
  return (
    <div className="tag-filter" role="group" aria-label={texts.rooms.byTag}>
      <button type="button" className="tag-button" aria-pressed={chosen === ""} onClick={() => choose("")}>
        {texts.rooms.allTags}
      </button>
      {tags.map((tag) => (
        <button key={tag} type="button" className="tag-button" aria-pressed={isSameTag(tag, chosen)} dir="auto" onClick={() => choose(isSameTag(tag, chosen) ? "" : tag)}>
          {tag}
        </button>
      ))}
    </div>
  );
}
