import "./goals.css";

/** How far it is, beside the words that say the same. */
export function Progress({ share }: { readonly share: number | undefined }) {
  if (share === undefined) return null;
  return (
    <span className="goal-progress" aria-hidden="true">
      <span style={{ inlineSize: `${Math.round(share * 100)}%` }} />
    </span>
  );
}
