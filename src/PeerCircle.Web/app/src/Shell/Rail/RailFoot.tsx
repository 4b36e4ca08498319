import { memo } from "react";
import { Link, useRoute } from "wouter";
import { useSession } from "../../Accounts/SessionContext.ts";
import { Face } from "../../parts/Face.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { texts } from "../../texts.ts";

/** Oneself, with what one sets. */
export const RailFoot = memo(function RailFoot() {
  const { me } = useSession();
  const [isSettings] = useRoute("/settings/*?");
  const [isAdmin] = useRoute("/admin/*?");
  return (
    <div className="rail-foot">
      <Link className="row single" href="/settings/profile">
        <Face id={me.id} name={me.displayName} size="small" own />
        <span className="row-name" dir="auto">
          {me.displayName}
          <span className="hidden"> {texts.accounts.profile}</span>
        </span>
      </Link>
      {me.role === "administrator" && (
        <Link className="button quiet square" href="/admin" aria-label={texts.shell.administration} title={texts.shell.administration} aria-current={isAdmin ? "page" : undefined}>
          <Icon name="shield" />
        </Link>
      )}
      <Link className="button quiet square" href="/settings" aria-label={texts.shell.settings} title={texts.shell.settings} aria-current={isSettings ? "page" : undefined}>
        <Icon name="settings" />
      </Link>
    </div>
  );
});
