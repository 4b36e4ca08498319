import { Menu, MenuItem, MenuSeparator, useMenuStore } from "@ariakit/react";
import type { ConversationHandle, MessageView } from "@peercircle/sdk";
import { useState, type ReactNode } from "react";
import { useNames } from "../../Accounts/memberDirectory.ts";
import { useSession } from "../../Accounts/SessionContext.ts";
import { copy } from "../../parts/copying.ts";
import { errorText } from "../../parts/errors.ts";
import { Icon } from "../../parts/Icon.tsx";
import { exactText } from "../../parts/times.ts";
import { say } from "../../parts/toasts.ts";
import { useMedia } from "../../parts/useMedia.ts";
import { useReadable } from "../../parts/useReadable.ts";
import { navigate } from "../../Shell/history.ts";
import { asSheet } from "../../parts/sheet.ts";
import { texts } from "../../texts.ts";
import { openEmojiPicker } from "../Emoji/picking.ts";
import { withNames } from "../Markdown/plainText.ts";
import { beginEdit } from "../Writing/editing.ts";
import type { MessageToolsProps } from "./MessageTools.tsx";
import { hasReacted, quickEmoji } from "./Reactions.tsx";
import { showReactions } from "./WhoReacted.tsx";
import "./menu.css";

/** Everything one can do with a message; on a phone a sheet. */
export function MessageMenu({ handle, message, threadHref, row, onMenu, onReact }: Omit<MessageToolsProps, "isMenuOpen">) {
  const { me } = useSession();
  const nameOf = useNames();
  const isSheet = useMedia("(max-width: 48rem)");
  const [anchorBox] = useState(() => boxOf(row.current));
  const store = useMenuStore({ open: true, setOpen: (open) => !open && onMenu(false), placement: "bottom-end" });
  const mayDelete = useMayDelete(handle, message);
  const text = withNames(message.text ?? "", (id) => (id === me.id ? me.displayName : nameOf(id)));

  async function copied(words: string, done: string): Promise<void> {
    const isCopied = await copy(words);
    say(isCopied ? done : texts.messages.copyFailed, !isCopied);
  }

  return (
    <Menu
      key={isSheet ? "sheet" : "menu"}
      store={store}
      modal
      portal
      autoFocusOnHide={false}
      className={isSheet ? "menu sheet" : "menu"}
      backdrop={isSheet ? <div className="sheet-backdrop" /> : false}
      aria-label={texts.messages.tools}
      getAnchorRect={() => anchorBox}
      gutter={4}
      {...(isSheet ? asSheet : {})}
    >
      {isSheet && (
        <div className="menu-quick">
          {quickEmoji.map((emoji) => (
            <MenuItem key={emoji} className="button quiet square" aria-label={texts.conversations.react(emoji)} onClick={() => onReact(emoji, !hasReacted(message, emoji))}>
              <span className="emoji" aria-hidden="true">
                {emoji}
              </span>
            </MenuItem>
          ))}
        </div>
      )}
      <Item icon="emoji" onClick={() => row.current !== null && openEmojiPicker({ anchor: row.current, onPick: (emoji) => onReact(emoji, true) })}>
        {texts.messages.reactOther}
      </Item>
      {threadHref !== undefined && (
        <Item icon="reply" onClick={() => navigate(threadHref)}>
          {texts.messages.reply}
        </Item>
      )}
      {message.text !== undefined && message.text !== "" && (
        <Item icon="copy" onClick={() => void copied(text, texts.messages.textCopied)}>
          {texts.messages.copyText}
        </Item>
      )}
      <Item icon="link" onClick={() => void copied(`${location.origin}/c/${handle.id}?at=${message.seq}`, texts.messages.linkCopied)}>
        {texts.messages.copyLink}
      </Item>
      {(message.reactions?.length ?? 0) > 0 && (
        <Item icon="people" onClick={() => showReactions(handle.id, message.id)}>
          {texts.messages.whoReacted}
        </Item>
      )}
      {message.authorId === me.id && message.kind === "text" && (
        <Item icon="edit" onClick={() => beginEdit(handle, me.id, message, (id) => (id === me.id ? me.displayName : nameOf(id)), threadHref === undefined)}>
          {texts.conversations.edit}
        </Item>
      )}
      {mayDelete && (
        <Item icon="trash" isDangerous onClick={() => handle.deleteLater(message.id).catch((error: unknown) => say(errorText(error), true))}>
          {texts.conversations.delete}
        </Item>
      )}
      <MenuSeparator className="menu-line" />
      <p className="menu-note">{texts.messages.sentAt(exactText(message.createdAt))}</p>
      {message.editedAt !== undefined && <p className="menu-note">{texts.messages.editedAt(exactText(message.editedAt))}</p>}
    </Menu>
  );
}

interface ItemProps {
  readonly icon: Parameters<typeof Icon>[0]["name"];
  readonly isDangerous?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Item({ icon, isDangerous = false, onClick, children }: ItemProps) {
  return (
    <MenuItem className={isDangerous ? "menu-item danger" : "menu-item"} onClick={onClick}>
      <Icon name={icon} />
      {children}
    </MenuItem>
  );
}

/** Authors, hosts of the circle, and moderators who take part. */
function useMayDelete(handle: ConversationHandle, message: MessageView): boolean {
  const { me } = useSession();
  const members = useReadable(handle.members);
  if (message.authorId === me.id || me.role !== "member") return true;
  return handle.getSnapshot().facts?.kind === "circle" && members.some(({ memberId, role }) => memberId === me.id && role === "host");
}

/** Of the button that was pressed, or of the whole message when it was pressed long. */
function boxOf(row: HTMLElement | null): DOMRect | null {
  const button = row?.querySelector('.tools [aria-haspopup="menu"]');
  return (button ?? row)?.getBoundingClientRect() ?? null;
}
