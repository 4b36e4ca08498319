import { PeerCircleError } from "@peercircle/sdk";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Field } from "../src/parts/Field.tsx";
import { Form } from "../src/parts/Form.tsx";

describe("a refused form", () => {
  it("focuses the reason, marks the field and keeps what was typed; sent again, it forgets", async () => {
    let refusals = 1;
    render(
      <Form
        label="Account"
        submit="Send"
        onSubmit={() => (refusals-- > 0 ? Promise.reject(new PeerCircleError("request.invalid", "", false, { errors: { email: ["must not be empty."] } })) : Promise.resolve())}
      >
        <Field label="E-mail" name="email" />
      </Form>,
    );
    const field = screen.getByLabelText<HTMLInputElement>("E-mail");
    fireEvent.change(field, { target: { value: "ada" } });
    fireEvent.click(screen.getByText("Send"));
    const alert = await screen.findByRole("alert");
    expect(document.activeElement?.contains(alert)).toBe(true);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(screen.getByText("Must not be empty.").id).toBe(field.getAttribute("aria-describedby"));
    expect(field.value).toBe("ada");
    fireEvent.click(screen.getByText("Send"));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    expect(field.getAttribute("aria-invalid")).toBeNull();
  });
});
