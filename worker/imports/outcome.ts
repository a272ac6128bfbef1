/** What came, or would come, of a row. */
import type { importOutcomes } from "../database/schema.ts";

export interface RowOutcome {
  row: number;
  outcome: (typeof importOutcomes)[number];
  /** For a person: what happened, or why it was refused and what to do. No personal data. */
  sentence: string;
  /** Whether a person should look at it, though it was not refused. */
  isNoted: boolean;
  /** Whom or what it is about, in a form that names nobody. */
  subject: string | null;
}
