import type { Origin } from "../model/change.ts";

/** The forge's pull or merge requests. */
export interface Changes {
  /** Whose merge a commit is. Retries while the forge's index lags; a direct push says so. */
  getOrigin(commit: string, branch: string): Promise<Origin>;
}
