import "./steps.css";

interface StepsProps {
  /** Which one this is, from 1. */
  readonly at: number;
  readonly of: number;
  readonly text: string;
}

/** Where one is on a short way; the words beside the dots say the same. */
export function Steps({ at, of, text }: StepsProps) {
  return (
    <p className="steps">
      <span className="trail" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <i key={index} className={index + 1 < at ? "done" : index + 1 === at ? "next" : undefined} />
        ))}
      </span>
      {text}
    </p>
  );
}
