interface TagsProps {
  readonly label: string;
  readonly tags: readonly string[];
}

/** Short words that something is found by. */
export function Tags({ label, tags }: TagsProps) {
  if (tags.length === 0) return null;
  return (
    <ul className="tags" aria-label={label}>
      {tags.map((tag) => (
        <li key={tag} className="tag" dir="auto">
          {tag}
        </li>
      ))}
    </ul>
  );
}
