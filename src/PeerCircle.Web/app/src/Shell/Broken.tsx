import { Component, type ReactNode } from "react";
import { texts } from "../texts.ts";

interface BrokenProps {
  /** Another place is another try. */
  readonly place: string;
  readonly children: ReactNode;
}

/** Keeps the rest of the page when a part of it cannot be drawn or loaded. */
export class Broken extends Component<BrokenProps, { readonly at: string | undefined }> {
  override state = { at: undefined };

  static getDerivedStateFromProps({ place }: BrokenProps, state: { at: string | undefined }): { at: string | undefined } | null {
    return state.at === undefined || state.at === "" || state.at === place ? null : { at: undefined };
  }

  static getDerivedStateFromError(): { at: string } {
    return { at: "" };
  }

  override componentDidCatch(): void {
    this.setState({ at: this.props.place });
  }

  override render(): ReactNode {
    if (this.state.at === undefined) return this.props.children;
    return (
      <main className="main" id="main">
        <div className="empty" role="alert">
          <h1 className="page-title">{texts.shell.brokenTitle}</h1>
          <p className="soft">{texts.shell.broken}</p>
          <button type="button" className="button primary" onClick={() => location.reload()}>
            {texts.shell.loadAnew}
          </button>
        </div>
      </main>
    );
  }
}
