import { and, eq, sql } from "drizzle-orm";
import { guard } from "../../database/guard.ts";
import { refusalOf } from "../../database/refusal.ts";
import { voucherPublications, vouchers } from "../../database/schema.ts";
import { keyedWrite, type KeyedAnswer, type KeyedRequest } from "../../http/idempotency.ts";
import { Problem } from "../../http/problem.ts";
import { normalCode } from "../../rewards/code.ts";
import { readCurrent, type StoreContext } from "../../stores/store-context.ts";
import { publicationAnswer } from "./answers.ts";

/** The code of a refusal because the publication is no longer as it was read. */
const PUBLICATION_CHANGED = "publication_changed";

/**
 * Makes the next call for a voucher's code due, where the shop is called no more or only later, also where it refused the
 * code of a referral's voucher. Throws the problems `voucher_publication_not_found`, `voucher_publication_settled` and
 * `try_again`.
 */
export async function retryPublication(
  context: StoreContext,
  code: string,
  request: KeyedRequest,
): Promise<KeyedAnswer> {
  const { database, storeId, realNow } = context;
  const [[found]] = await readCurrent(context, [
    database
      .select({
        publication: voucherPublications,
        isIssued: sql<0 | 1>`(SELECT ${vouchers.status} = 'issued' FROM ${vouchers}
          WHERE ${vouchers.storeId} = ${storeId} AND ${vouchers.code} = ${normalCode(code)})`.as("is_issued"),
      })
      .from(voucherPublications)
      .where(and(eq(voucherPublications.storeId, storeId), eq(voucherPublications.code, normalCode(code)))),
  ]);
  if (!found) throw new Problem("voucher_publication_not_found");
  const { publication, isIssued } = found;
  const { status } = publication;
  const isOpen = status === "held" || status === "withdrawing" || (status === "refused" && isIssued === 1);
  if (!isOpen) throw new Problem("voucher_publication_settled");
  const next = status === "refused" ? "held" : status;
  // One that is under way is left alone: what comes of it decides.
  const nextAt = publication.claim === null ? realNow : publication.nextAt;
  const due = { ...publication, status: next, attempts: 0, nextAt } as const;
  try {
    return await keyedWrite(
      context,
      request,
      [
        guard(
          database,
          sql`SELECT status = ${status} AND claim IS ${publication.claim} AND next_at IS ${publication.nextAt}
            FROM voucher_publications WHERE store_id = ${storeId} AND code = ${publication.code}`,
          PUBLICATION_CHANGED,
        ),
        database
          .update(voucherPublications)
          .set({ status: next, attempts: 0, nextAt })
          .where(
            and(eq(voucherPublications.storeId, storeId), eq(voucherPublications.code, publication.code)),
          ),
      ],
      { status: 200, body: publicationAnswer(due, realNow) },
    );
  } catch (error) {
    if (refusalOf(error) === PUBLICATION_CHANGED) throw new Problem("try_again");
    throw error;
  }
}
