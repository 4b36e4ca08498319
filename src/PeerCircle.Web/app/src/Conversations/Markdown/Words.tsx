import { memo, type MouseEvent, type ReactNode } from "react";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { useSession } from "../../Accounts/SessionContext.ts";
import { exactText } from "../../parts/times.ts";
import { navigate } from "../../Shell/history.ts";
import { texts } from "../../texts.ts";
import { isEmojiOnly } from "./emojiOnly.ts";
import { parse, type Block, type Inline } from "./markdown.ts";
import { withNames } from "./plainText.ts";
import "./words.css";

interface WordsProps {
  readonly text: string;
  readonly editedAt?: string | undefined;
}

/** Places of this page, as its addresses begin. */
const inside = /^\/(?:c|circles|people|rooms|invite)\//u;

/** What somebody wrote, drawn from data: no HTML is ever made of it. */
export const Words = memo(function Words({ text, editedAt }: WordsProps) {
  const blocks = parse(text);
  const end = editedAt === undefined ? undefined : <Edited at={editedAt} />;
  const hasRoom = blocks.at(-1)?.kind === "paragraph";
  return (
    <div className={isEmojiOnly(text) ? "words only-emoji" : "words"}>
      {blocks.map((block, index) => (
        <BlockOf key={index} block={block} end={hasRoom && index === blocks.length - 1 ? end : undefined} />
      ))}
      {!hasRoom && end !== undefined && <p>{end}</p>}
    </div>
  );
});

function Edited({ at }: { readonly at: string }) {
  return (
    <time className="edited" dateTime={at} title={exactText(at)}>
      {texts.conversations.edited}
    </time>
  );
}

function BlockOf({ block, end }: { readonly block: Block; readonly end?: ReactNode }) {
  switch (block.kind) {
    case "paragraph":
      return (
        <p dir="auto">
          <Inlines of={block.children} />
          {end !== undefined && <> {end}</>}
        </p>
      );
    case "code":
      return (
        <pre dir="auto" tabIndex={0}>
          {block.language !== undefined && <span className="language">{block.language}</span>}
          <code>
            <CodeText text={block.text} />
          </code>
        </pre>
      );
    case "quote":
      return (
        <blockquote dir="auto">
          {block.blocks.map((inner, index) => (
            <BlockOf key={index} block={inner} />
          ))}
        </blockquote>
      );
    case "list": {
      const items = block.items.map((item, index) => (
        <li key={index} dir="auto">
          {item.map((inner, place) => (
            <BlockOf key={place} block={inner} />
          ))}
        </li>
      ));
      return block.start === undefined ? <ul dir="auto">{items}</ul> : <ol dir="auto" start={block.start}>{items}</ol>;
    }
  }
}

function Inlines({ of }: { readonly of: readonly Inline[] }) {
  return of.map((inline, index) => <InlineOf key={index} inline={inline} />);
}

function InlineOf({ inline }: { readonly inline: Inline }) {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return (
        <code>
          <CodeText text={inline.text} />
        </code>
      );
    case "mention":
      return <Mention id={inline.id} />;
    case "link":
      return (
        <a className="text-link" href={inline.href} target="_blank" rel="noopener noreferrer" onClick={stayInside}>
          <Inlines of={inline.children} />
        </a>
      );
    case "strong":
      return (
        <strong>
          <Inlines of={inline.children} />
        </strong>
      );
    case "em":
      return (
        <em>
          <Inlines of={inline.children} />
        </em>
      );
    case "del":
      return (
        <del>
          <Inlines of={inline.children} />
        </del>
      );
  }
}

function Mention({ id }: { readonly id: string }) {
  const { me } = useSession();
  const nameOf = useNames();
  return (
    <b className={id === me.id ? "mention own" : "mention"} dir="auto">
      @{id === me.id ? me.displayName : nameOf(id)}
    </b>
  );
}

/** In code a mention has no marks of its own, but its id says nothing to anybody. */
function CodeText({ text }: { readonly text: string }) {
  return text.includes("<@") ? <NamedText text={text} /> : text;
}

function NamedText({ text }: { readonly text: string }) {
  return withNames(text, useNames());
}

/** A link to a place of this very page opens it here, unless another way was asked for. */
function stayInside(event: MouseEvent<HTMLAnchorElement>): void {
  const { origin, pathname, search, hash } = event.currentTarget;
  if (origin !== location.origin || !inside.test(pathname) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  navigate(pathname + search + hash);
}
