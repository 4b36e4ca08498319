import type { ReactNode } from "react";
import { toast } from "./toasts.ts";
import { useReadable } from "./useReadable.ts";
import "./toasts.css";

/** Above whatever is at the bottom; it takes neither the focus nor the pointer of what is behind it. `children` = offers that stay until they are over. */
export function Toasts({ children }: { readonly children?: ReactNode }) {
  const said = useReadable(toast);
  return (
    <div className="toasts">
      {children}
      <div role="status">{said !== undefined && <p className={said.isError ? "toast error" : "toast"}>{said.text}</p>}</div>
    </div>
  );
}
