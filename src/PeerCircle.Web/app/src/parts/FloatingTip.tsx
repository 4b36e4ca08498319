import { Tooltip, useTooltipStore } from "@ariakit/react";
import type { TipProps } from "./Tip.tsx";
import "./tip.css";

export function FloatingTip({ id, anchor, onClose, children }: TipProps) {
  const store = useTooltipStore({ open: true, setOpen: (open) => !open && onClose(), placement: "top" });
  return (
    <Tooltip store={store} id={id} className="tip" getAnchorRect={() => anchor.getBoundingClientRect()} gutter={4} unmountOnHide>
      {children}
    </Tooltip>
  );
}
