import { Menu, MenuButton, MenuItem, MenuProvider } from "@ariakit/react";
import { useLocation } from "wouter";
import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";
import { openLayer } from "../layer.ts";

/** What one can begin. It comes when it is first asked for, and open. */
export function NewMenu() {
  const [, navigate] = useLocation();
  return (
    <MenuProvider placement="bottom-end" defaultOpen>
      <MenuButton className="button quiet square" aria-label={texts.shell.begin}>
        <Icon name="plus" />
      </MenuButton>
      <Menu className="menu" gutter={4} modal portal>
        <MenuItem className="menu-item" onClick={() => navigate("/new/circle")}>
          <Icon name="people" />
          {texts.conversations.newCircle}
        </MenuItem>
        <MenuItem className="menu-item" onClick={() => navigate("/new/room")}>
          <Icon name="room" />
          {texts.rooms.new}
        </MenuItem>
        <MenuItem className="menu-item" onClick={() => navigate("/new/goal")}>
          <Icon name="goal" />
          {texts.shell.newGoal}
        </MenuItem>
        <MenuItem className="menu-item" onClick={() => openLayer("people")}>
          <Icon name="edit" />
          {texts.shell.writeToSomeone}
        </MenuItem>
      </Menu>
    </MenuProvider>
  );
}
