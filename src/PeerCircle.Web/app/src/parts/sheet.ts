import "./sheet.css";

/** For what floats on a desk, to rise from the lower edge of a phone instead: it is not placed beside anything. */
export const asSheet = { updatePosition: () => undefined, style: { position: "fixed" } } as const;
