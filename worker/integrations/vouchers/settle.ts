/** What came of a call, written down: only by whoever made it, and fitting what became of the voucher meanwhile. */
import { sql, type SQL } from "drizzle-orm";
import { batch, type Database, type Statement } from "../../database/client.ts";
import { guard } from "../../database/guard.ts";
import { refusalOf } from "../../database/refusal.ts";
import { undoRedemptions } from "../../rewards/undo-redemption.ts";
import type { Outcome } from "./call-shop.ts";
import type { Claimed, PublicationStatus } from "./claim.ts";

/** Waits between tries, milliseconds: half a minute, doubled each time, six hours at most. */
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 6 * 3_600_000;

/** Tries after which the store's owner has to say that it goes on: about three days. */
const MOST_ATTEMPTS = 20;

/** The shortest and the longest that a shop's own word on when to come again is taken for, milliseconds. */
const SHORTEST_ASKED = 1000;
const LONGEST_ASKED = 86_400_000;

/** What a shopper reads of why they have their points again. */
const GIVEN_BACK = "The shop could not take its code.";

/** The code of a refusal because the publication is no longer what the call was made for. */
const PUBLICATION_CHANGED = "publication_changed";

/**
 * Writes what came of the call at `now` (the real clock, milliseconds), and gives back the publication's status after it.
 * A redemption whose code is refused is undone in the same transaction: the points go back to the very lots.
 */
export async function settle(
  database: Database,
  claimed: Claimed,
  outcome: Outcome,
  now: number,
): Promise<PublicationStatus> {
  const noted = note(database, claimed, outcome, now);
  if (outcome.kind === "later" && outcome.retryAfter !== null)
    return writeAll(database, claimed, [
      noted,
      keepQuiet(database, claimed, now + asked(outcome.retryAfter)),
    ]);
  if (outcome.kind !== "refused" || claimed.voucher.redemptionId === null)
    return writeAll(database, claimed, [noted]);
  try {
    const undone = giveBack(database, claimed, now);
    return await writeAll(database, claimed, [guardHeld(database, claimed), noted, ...undone], 1);
  } catch (error) {
    if (refusalOf(error) !== PUBLICATION_CHANGED) throw error;
    // It was used or released while the call was under way: there is nothing to give back.
    return writeAll(database, claimed, [noted]);
  }
}

/** Writes the statements; gives back the status that the one at `at` has noted, or what it was where it is not ours any more. */
async function writeAll(
  database: Database,
  { status }: Claimed,
  statements: [Statement, ...Statement[]],
  at = 0,
): Promise<PublicationStatus> {
  const results: unknown[] = await batch(database, statements);
  const [noted] = results[at] as { status: PublicationStatus }[];
  return noted?.status ?? status;
}

/** The statement that puts back what is still taken under the claim of a slice: it was not called for. */
export function putBack(database: Database, { claim, voucher }: Claimed, now: number): Statement {
  return database.run(sql`UPDATE voucher_publications INDEXED BY voucher_publications_claimed
    SET claim = NULL, attempts = max(attempts - 1, 0), calls = calls - 1, next_at = ${now}
    WHERE store_id = ${voucher.storeId} AND claim = ${claim}`);
}

function note(database: Database, claimed: Claimed, outcome: Outcome, now: number): Statement {
  const storeNow = now + claimed.clockOffset;
  const { status } = claimed;
  /** What the publication is after it, and when the next call is due; at once where it is no longer what it was. */
  const becomes = (to: string, nextAt: number | null) =>
    sql`status = iif(status = ${status}, ${to}, status), next_at = iif(status = ${status}, ${nextAt}, 0)`;
  switch (outcome.kind) {
    case "published":
      return update(
        database,
        claimed,
        sql`${becomes("published", null)}, reference = ${outcome.reference}, attempts = 0, detail = NULL,
          published_at = ${storeNow}`,
      );
    case "withdrawn":
      return update(
        database,
        claimed,
        sql`${becomes(status === "refused" ? "refused" : "withdrawn", null)}, reference = ${outcome.reference},
          attempts = 0, ${because(null)}, withdrawn_at = ${storeNow}`,
      );
    case "refused":
      return update(
        database,
        claimed,
        sql`${becomes("refused", nextIfRefused(claimed, now))}, ${because(outcome.detail)}`,
      );
    case "stuck":
      return update(database, claimed, sql`${becomes(status, null)}, ${because(outcome.detail)}`);
    case "later":
      return update(database, claimed, later(claimed, outcome, now, becomes));
  }
}

/** Why it stands as it does, for the store's owner: why it was refused stays, whatever comes after. */
function because(detail: string | null): SQL {
  return sql`detail = iif(status = 'refused', detail, ${detail})`;
}

/** When a code is looked for that is refused now and may have been made by an earlier call; a referral's is tried again. */
function nextIfRefused({ voucher, calls }: Claimed, now: number): number | null {
  return voucher.redemptionId !== null && calls > 1 ? now : null;
}

function later(
  { status, attempts }: Claimed,
  { detail, retryAfter }: Extract<Outcome, { kind: "later" }>,
  now: number,
  becomes: (to: string, nextAt: number | null) => SQL,
): SQL {
  if (retryAfter !== null)
    return sql`${becomes(status, now + asked(retryAfter))}, attempts = max(attempts - 1, 0), ${because(detail)}`;
  const wait = Math.min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT);
  return sql`${becomes(status, attempts < MOST_ATTEMPTS ? now + wait : null)}, ${because(detail)}`;
}

/** How long a shop is left alone that asks for it, milliseconds. */
function asked(retryAfter: number): number {
  return Math.min(Math.max(retryAfter, SHORTEST_ASKED), LONGEST_ASKED);
}

/** The statement that keeps all calls from the shop until then, also those for other codes. */
function keepQuiet(database: Database, { connectionId, voucher }: Claimed, until: number): Statement {
  return database.run(sql`UPDATE connections SET quiet_until = max(coalesce(quiet_until, 0), ${until})
    WHERE store_id = ${voucher.storeId} AND id = ${connectionId}`);
}

function update(database: Database, { claim, voucher }: Claimed, set: SQL): Statement {
  return database.all(sql`UPDATE voucher_publications SET claim = NULL, ${set}
    WHERE store_id = ${voucher.storeId} AND code = ${voucher.code} AND claim = ${claim} RETURNING status`);
}

function guardHeld(database: Database, { claim, voucher }: Claimed): Statement {
  return guard(
    database,
    sql`SELECT status = 'held' AND claim = ${claim} FROM voucher_publications
      WHERE store_id = ${voucher.storeId} AND code = ${voucher.code}`,
    PUBLICATION_CHANGED,
  );
}

function giveBack(database: Database, { voucher, clockOffset }: Claimed, now: number): Statement[] {
  const reason = {
    rule: "redemption_released",
    rewardName: voucher.name,
    voucherCode: voucher.code,
    description: GIVEN_BACK,
  } as const;
  const unused = { ...voucher, status: "issued", orderId: null } as const;
  return undoRedemptions(database, [{ voucher: unused, reason }], now + clockOffset);
}
