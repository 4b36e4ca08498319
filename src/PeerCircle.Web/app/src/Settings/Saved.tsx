import { Icon } from "../parts/Icon.tsx";
import { settings } from "../texts/settings.ts";

/** Says that it is done, and is read out when it comes. */
export function Saved({ when, children = settings.saved }: { readonly when: boolean; readonly children?: string }) {
  return (
    <p className="saved" role="status">
      {when && (
        <>
          <Icon name="check" />
          {children}
        </>
      )}
    </p>
  );
}
