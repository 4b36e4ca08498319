import { lazy, Suspense, useEffect } from "react";
import { useReadable } from "../../parts/useReadable.ts";
import { dropEmojiPicker, importEmojiPicker, pickerIsGone, picking } from "./picking.ts";

const EmojiPicker = lazy(() => importEmojiPicker().then(({ EmojiPicker: component }) => ({ default: component })));

/** Where the picker is, while it is asked for. */
export function EmojiPlace() {
  const request = useReadable(picking);
  useEffect(() => {
    if (request === undefined) pickerIsGone();
  }, [request]);
  useEffect(() => dropEmojiPicker, []);
  if (request === undefined) return null;
  return (
    <Suspense>
      <EmojiPicker request={request} />
    </Suspense>
  );
}
