import { texts } from "../texts.ts";
import { Sure } from "../parts/Sure.tsx";

interface RemoveMemberProps {
  readonly name: string;
  readonly circle: string;
  readonly remove: () => Promise<void>;
  readonly onClose: () => void;
}

export function RemoveMember({ name, circle, remove, onClose }: RemoveMemberProps) {
  return (
    <Sure title={texts.circles.removeTitle(name, circle)} yes={texts.circles.removeConfirm(name)} no={texts.circles.keep} act={() => remove().then(onClose)} onClose={onClose}>
      <p>{texts.circles.removeBody(name)}</p>
    </Sure>
  );
}
