import { useSession } from "../Accounts/SessionContext.ts";
import { Page } from "../Shell/Page.tsx";
import { administration } from "../texts/administration.ts";
import "./administration.css";
import { MembersSection } from "./MembersSection.tsx";
import { NetworkSection } from "./NetworkSection.tsx";

/** What only administrators do; the server refuses everybody else. */
export function AdministrationPage() {
  const { me } = useSession();
  if (me.role !== "administrator") {
    return (
      <Page title={administration.title} narrow>
        <h2 className="section-title">{administration.forbiddenTitle}</h2>
        <p>{administration.forbidden}</p>
      </Page>
    );
  }
  return (
    <Page title={administration.title}>
      <div className="administration">
        <MembersSection />
        <NetworkSection />
      </div>
    </Page>
  );
}
