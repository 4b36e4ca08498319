import { Menu, MenuButton, MenuItem, MenuProvider } from "@ariakit/react";
import type { Seat } from "@peercircle/sdk";
import { Icon } from "../parts/Icon.tsx";
import { texts } from "../texts.ts";

interface ManageMemberProps {
  readonly name: string;
  readonly role: Seat["role"];
  readonly isSelf: boolean;
  readonly setRole: (role: Seat["role"]) => void;
  readonly remove: () => void;
}

/** What a host may do with a member. */
export function ManageMember({ name, role, isSelf, setRole, remove }: ManageMemberProps) {
  return (
    <MenuProvider placement="bottom-end">
      <MenuButton className="button quiet square" aria-label={texts.circles.manage(name)}>
        <Icon name="more" />
      </MenuButton>
      <Menu className="menu" gutter={4} modal portal>
        <MenuItem className="menu-item" onClick={() => setRole(role === "host" ? "member" : "host")}>
          {role === "host" ? texts.circles.makeMember : texts.circles.makeHost}
        </MenuItem>
        {!isSelf && (
          <MenuItem className="menu-item danger" onClick={remove}>
            {texts.circles.remove}
          </MenuItem>
        )}
      </Menu>
    </MenuProvider>
  );
}
