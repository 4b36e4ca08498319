import { useState } from "react";
import { Link } from "wouter";
import { useSession } from "../Accounts/SessionContext.ts";
import { dropDrafts } from "../Conversations/Writing/drafts.ts";
import { errorText } from "../parts/errors.ts";
import { Icon } from "../parts/Icon.tsx";
import { Page } from "../Shell/Page.tsx";
import { settings } from "../texts/settings.ts";
import { administration } from "../texts/administration.ts";
import { AppearanceSection } from "./AppearanceSection.tsx";
import { DevicesSection } from "./DevicesSection.tsx";
import { MentorSection } from "./MentorSection.tsx";
import { PasswordSection } from "./PasswordSection.tsx";
import { ProfileSection } from "./ProfileSection.tsx";
import "./settings.css";
import { TimeSection } from "./TimeSection.tsx";

const sections = { profile: ProfileSection, mentor: MentorSection, time: TimeSection, appearance: AppearanceSection, password: PasswordSection, devices: DevicesSection } as const;
type SectionName = keyof typeof sections;

/** What one sets for oneself. On a phone the list of sections comes first, and each stands alone. */
export function SettingsPage({ section }: { readonly section: string | undefined }) {
  const { me } = useSession();
  const isIndex = section === undefined || !(section in sections);
  const name: SectionName = isIndex ? "profile" : (section as SectionName);
  const Section = sections[name];
  return (
    <Page title={settings.title} {...(isIndex ? {} : { parent: "/settings" })}>
      <div className={isIndex ? "settings at-index" : "settings"}>
        <nav className="settings-nav" aria-label={settings.title}>
          <ul>
            {(Object.keys(sections) as SectionName[]).map((other) => (
              <li key={other}>
                <Link className="settings-link" href={`/settings/${other}`} aria-current={other === name ? "page" : undefined}>
                  {settings.sections[other]}
                  <Icon name="forward" />
                </Link>
              </li>
            ))}
            {me.role === "administrator" && (
              <li>
                <Link className="settings-link" href="/admin">
                  {administration.title}
                  <Icon name="forward" />
                </Link>
              </li>
            )}
          </ul>
          <SignOut />
        </nav>
        <section className="settings-section" aria-labelledby="settings-title">
          <h2 className="section-title" id="settings-title">
            {settings.sections[name]}
          </h2>
          <Section key={name} />
        </section>
      </div>
    </Page>
  );
}

function SignOut() {
  const { client, me } = useSession();
  const [error, setError] = useState<unknown>();

  async function signOut(): Promise<void> {
    try {
      await client.signOut();
      dropDrafts(me.id);
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <div className="stack-12">
      <button type="button" className="button" aria-describedby="sign-out-note" onClick={() => void signOut()}>
        {settings.signOut}
      </button>
      <p className="faint small" id="sign-out-note">
        {settings.signOutNote}
      </p>
      {error !== undefined && (
        <p className="error" role="alert">
          {errorText(error)}
        </p>
      )}
    </div>
  );
}
