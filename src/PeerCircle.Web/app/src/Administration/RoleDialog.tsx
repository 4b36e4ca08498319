import type { Member, Role } from "@peercircle/sdk";
import { Dialog } from "../parts/Dialog.tsx";
import { Form, textOf } from "../parts/Form.tsx";
import { useFieldFault } from "../parts/FormFault.ts";
import { texts } from "../texts.ts";
import { administration } from "../texts/administration.ts";

interface RoleDialogProps {
  readonly member: Member;
  readonly act: (role: Role) => Promise<void>;
  readonly onClose: () => void;
}

const roles = ["member", "moderator", "administrator"] as const satisfies readonly Role[];

export function RoleDialog({ member, act, onClose }: RoleDialogProps) {
  const title = administration.roleTitle(member.displayName);
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        label={title}
        submit={administration.setRole}
        onSubmit={async (values) => {
          const chosen = roles.find((role) => role === textOf(values, "role"));
          if (chosen !== undefined) await act(chosen);
        }}
        actions={
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
        }
      >
        <fieldset className="role-choice">
          <legend className="hidden">{title}</legend>
          <Refused />
          {roles.map((role) => (
            <label key={role}>
              <input type="radio" name="role" value={role} defaultChecked={role === member.role} />
              <span>
                <span className="strong-label">{administration.roles[role]}</span>
                <span className="small soft">{administration.roleNotes[role]}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </Form>
    </Dialog>
  );
}

/** Such as: the last administrator stays one. */
function Refused() {
  const fault = useFieldFault("role");
  return fault === undefined ? null : <p className="error">{fault}</p>;
}
