import type { Api } from "../api/api.ts";
import type { Line } from "../connection/line.ts";
import type { Acts } from "./acts.ts";
import type { Deletions } from "./deletions.ts";
import type { Reading } from "./reading.ts";
import type { Store } from "./store.ts";

/** What the conversations of one client have in common. */
export interface HandleParts {
  readonly store: Store;
  readonly api: Api;
  readonly line: Line;
  readonly acts: Acts;
  readonly deletions: Deletions;
  readonly reading: Reading;
  readonly random: () => number;
}
