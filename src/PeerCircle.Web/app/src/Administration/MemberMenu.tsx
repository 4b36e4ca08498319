import { Menu, MenuButton, MenuItem, MenuProvider } from "@ariakit/react";
import type { Member } from "@peercircle/sdk";
import { Icon } from "../parts/Icon.tsx";
import { administration } from "../texts/administration.ts";
import type { Act } from "./MemberAct.tsx";

export function MemberMenu({ member, onAct }: { readonly member: Member; readonly onAct: (act: Act) => void }) {
  const isOut = member.deactivated === true;
  return (
    <MenuProvider placement="bottom-end">
      <MenuButton className="button quiet square" aria-label={administration.actions(member.displayName)}>
        <Icon name="more" />
      </MenuButton>
      <Menu className="menu" gutter={4} modal portal unmountOnHide>
        {!isOut && (
          <MenuItem className="menu-item" onClick={() => onAct("role")}>
            {administration.changeRole}
          </MenuItem>
        )}
        <MenuItem className="menu-item" onClick={() => onAct("reset")}>
          {administration.resetLink}
        </MenuItem>
        <MenuItem className="menu-item" onClick={() => onAct(isOut ? "reactivate" : "deactivate")}>
          {isOut ? administration.reactivate : administration.deactivate}
        </MenuItem>
      </Menu>
    </MenuProvider>
  );
}
