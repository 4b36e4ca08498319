import { useSession } from "../Accounts/SessionContext.ts";
import { Page } from "../Shell/Page.tsx";
import { texts } from "../texts.ts";
import "./administration.css";
import { MembersSection } from "./MembersSection.tsx";
import { NetworkSection } from "./NetworkSection.tsx";

/** What only administrators do; the server refuses everybody else. */
export function AdministrationPage() {
  const { me } = useSession();
  if (me.role !== "administrator") {
    return (
      <Page title={texts.administration.title} narrow>
        <h2 className="section-title">{texts.administration.forbiddenTitle}</h2>
        <p>{texts.administration.forbidden}</p>
      </Page>
    );
  }
  return (
    <Page title={texts.administration.title}>
      <div className="administration">
        <MembersSection />
        <NetworkSection />
      </div>
    </Page>
  );
}
