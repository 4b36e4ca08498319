import { Menu, MenuButton, MenuItem, MenuProvider } from "@ariakit/react";
import type { Goal } from "@peercircle/sdk";
import { Link, useLocation } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { say } from "../parts/toasts.ts";
import { goals as words } from "../texts/goals.ts";

interface OwnerMenuProps {
  readonly goal: Goal;
  readonly take: (goal: Goal) => void;
}

/** What the owner of an open goal may do with it. */
export function OwnerMenu({ goal, take }: OwnerMenuProps) {
  const { client } = useSession();
  const [, navigate] = useLocation();
  const path = `/goals/${goal.id}`;
  const resume = () => client.api.goals.resume(goal.id).then(take, (failure: unknown) => say(errorText(failure), true));
  return (
    <>
      <Link className="button" href={`${path}?do=reach`}>
        <Icon name="check" />
        {words.reach}
      </Link>
      <MenuProvider placement="bottom-end">
        <MenuButton className="button quiet square" aria-label={words.acts}>
          <Icon name="more" />
        </MenuButton>
        <Menu className="menu" gutter={4} modal portal>
          <MenuItem className="menu-item" onClick={() => navigate(`${path}?do=edit`)}>
            <Icon name="edit" />
            {words.editTitle}
          </MenuItem>
          {goal.state === "paused" ? (
            <MenuItem className="menu-item" onClick={() => void resume()}>
              <Icon name="resume" />
              {words.resume}
            </MenuItem>
          ) : (
            <MenuItem className="menu-item" onClick={() => navigate(`${path}?do=pause`)}>
              <Icon name="pause" />
              {words.pause}
            </MenuItem>
          )}
          <MenuItem className="menu-item" onClick={() => navigate(`${path}?do=let-go`)}>
            <Icon name="letGo" />
            {words.letGo}
          </MenuItem>
        </Menu>
      </MenuProvider>
    </>
  );
}
