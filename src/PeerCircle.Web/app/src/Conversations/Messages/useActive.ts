import { useRef, useState, type FocusEvent, type PointerEvent, type MouseEvent } from "react";

const longPressMs = 450;
const slackPx = 10;

/** Whether a row is the one in use: the pointer or the focus is in it. On touch a long press asks for everything that can be done with it. */
export function useActive(onLongPress: () => void) {
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const press = useRef<{ readonly x: number; readonly y: number; readonly timer: ReturnType<typeof setTimeout> }>(undefined);
  const isTouch = useRef(false);

  function release(): void {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  }

  return {
    isActive: isHovered || isFocused,
    handlers: {
      onPointerEnter: (event: PointerEvent) => event.pointerType !== "touch" && setHovered(true),
      onPointerLeave: () => setHovered(false),
      onFocus: () => setFocused(true),
      onBlur: (event: FocusEvent) => !event.currentTarget.contains(event.relatedTarget) && setFocused(false),
      onPointerDown: (event: PointerEvent) => {
        isTouch.current = event.pointerType === "touch";
        if (!isTouch.current || isControl(event.target)) return;
        press.current = { x: event.clientX, y: event.clientY, timer: setTimeout(onLongPress, longPressMs) };
      },
      onPointerMove: ({ clientX, clientY }: PointerEvent) => {
        if (press.current !== undefined && Math.hypot(clientX - press.current.x, clientY - press.current.y) > slackPx) release();
      },
      onPointerUp: release,
      onPointerCancel: release,
      onContextMenu: (event: MouseEvent) => isTouch.current && !isControl(event.target) && event.preventDefault(),
    },
  };
}

/** A link, a button or a field in the row has a long press of its own. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest("a, button, textarea, input, [role=menu], [role=dialog]") !== null;
}
