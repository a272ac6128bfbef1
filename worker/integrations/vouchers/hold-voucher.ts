import type { Statement } from "../../database/client.ts";
import { newId } from "../../database/id.ts";
import { voucherPublications, vouchers } from "../../database/schema.ts";
import type { VoucherRow } from "../../rewards/answers.ts";
import type { StoreContext } from "../../stores/store-context.ts";
import { checkouts } from "./checkouts.ts";

/**
 * How long the job leaves a new publication to the request that made it, milliseconds: that one calls at once, and
 * where it was cut off the job does.
 */
const LEFT_TO_THE_REQUEST = 15_000;

/** A voucher as it will be written, and the statements that write it. */
export interface HeldVoucher {
  voucher: VoucherRow;
  statements: Statement[];
}

/**
 * The only way to write a new voucher that has a code of ours. Where the store has a shop whose checkout can honour the
 * voucher, its publication is held in the same transaction: from then on the code is made over there, or the voucher
 * given back, whatever is cut off in between. One shop it is, the first that can: a code that works in two could be
 * used in both before either has told.
 */
export function holdVoucher(context: StoreContext, voucher: VoucherRow): HeldVoucher {
  const { database, storeId, now, realNow, configuration } = context;
  const connection = configuration.connections.find(
    ({ publishesVouchers, platform }) =>
      publishesVouchers && checkouts.of(platform)?.publishable.has(voucher.type),
  );
  if (!connection) return { voucher, statements: [database.insert(vouchers).values(voucher)] };
  const held: VoucherRow = { ...voucher, publication: "held" };
  const publication = {
    storeId,
    code: voucher.code,
    id: newId("pub", now),
    connectionId: connection.id,
    status: "held",
    reference: null,
    attempts: 0,
    nextAt: realNow + LEFT_TO_THE_REQUEST,
    claim: null,
    calls: 0,
    detail: null,
    createdAt: now,
    publishedAt: null,
    withdrawnAt: null,
  } as const;
  return {
    voucher: held,
    statements: [
      database.insert(vouchers).values(held),
      database.insert(voucherPublications).values(publication),
    ],
  };
}
