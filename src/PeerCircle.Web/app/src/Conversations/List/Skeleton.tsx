/** What will come, where it will come. */
export function Skeleton({ count = 4 }: { readonly count?: number }) {
  return (
    <div className="talk-skeleton" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="message first">
          <span className="skeleton avatar" />
          <div>
            <span className="skeleton line third" />
            <span className="skeleton line" />
            <span className="skeleton line half" />
          </div>
        </div>
      ))}
    </div>
  );
}
