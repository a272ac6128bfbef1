/** What becomes true because time passes, and is then posted and told: each kind in slices, of which any may be the last. */
import type { Database } from "../database/client.ts";
import { postExpiries } from "../ledger/expire.ts";
import type { JobClock } from "../ledger/job-clock.ts";
import { postWarnings } from "../ledger/warn.ts";
import { postBirthdays } from "../members/post-birthdays.ts";
import { returnVouchers } from "../rewards/return-vouchers.ts";
import { postTierChanges } from "../tiers/post-tier-changes.ts";

/** Posts at most `limit` of what is due, and gives back how many were. Nothing is posted twice, even by two at once. */
type Post = (database: Database, at: JobClock, limit: number) => Promise<number>;

/**
 * In this order, because each may bring about something for those after it: points that come back, or are given, may
 * have to be warned of or expire at once. Expiries come before warnings, so that warnings find few lots to pass over.
 * `slice` is what one call takes: its queries stay well below `QUERIES_A_SLICE`.
 */
export const dueWork = {
  vouchers: { post: returnVouchers, slice: 30 },
  birthdays: { post: postBirthdays, slice: 200 },
  tiers: { post: postTierChanges, slice: 100 },
  expiries: { post: postExpiries, slice: 500 },
  warnings: { post: postWarnings, slice: 500 },
} satisfies Record<string, { post: Post; slice: number }>;

export type DueKind = keyof typeof dueWork;

/** In the order in which they are posted. */
const dueKinds = Object.keys(dueWork) as DueKind[];

/** What one slice asks of the database, at most. */
export const QUERIES_A_SLICE = 200;

/** Posts all that is due, as long as it may go on. */
export async function postDue(database: Database, at: JobClock, mayGoOn: () => boolean): Promise<void> {
  for (const kind of dueKinds) {
    const { post, slice } = dueWork[kind];
    while (mayGoOn()) if ((await post(database, at, slice)) < slice) break;
  }
}
