import type { Answer, Body, Call, Query } from "../call.ts";
import { at, Pages } from "../pages.ts";
import type { CallOptions } from "../send.ts";

/** What points buy: `crm.rewards`. */
export function rewards(call: Call) {
  return {
    /** Redeems points for a reward of the live program; the answer holds the voucher. */
    redeem: (redemption: Body<"postV1Redeem">, options?: CallOptions) =>
      call("postV1Redeem", { body: redemption }, options),

    /** Imports codes of the store's own, for the rewards that name the pool. */
    importCodes: (pool: string, codes: string[], options?: CallOptions) =>
      call("postV1CodePoolsByPoolCodes", { path: { pool }, body: { codes } }, options),

    /** How many codes of a pool there are, and are left. */
    codePool: (pool: string, options?: CallOptions) =>
      call("getV1CodePoolsByPool", { path: { pool } }, options),
  };
}

/** The codes that redemptions and referrals give: `crm.vouchers`. */
export function vouchers(call: Call) {
  return {
    get: (code: string, options?: CallOptions) => call("getV1VouchersByCode", { path: { code } }, options),

    /** What it takes off a cart, or why it can't be used on it. */
    check: (code: string, cart: Body<"postV1VouchersByCodeCheck">, options?: CallOptions) =>
      call("postV1VouchersByCodeCheck", { path: { code }, body: cart }, options),

    /** Keeps it for one checkout while that lasts. */
    reserve: (code: string, reservation: Body<"postV1VouchersByCodeReserve">, options?: CallOptions) =>
      call("postV1VouchersByCodeReserve", { path: { code }, body: reservation }, options),

    /** Lets it go before the time is over. */
    unreserve: (code: string, checkout: Body<"postV1VouchersByCodeUnreserve">, options?: CallOptions) =>
      call("postV1VouchersByCodeUnreserve", { path: { code }, body: checkout }, options),

    /** How vouchers' codes stand in the store's shop, the newest first. */
    publications: (query: Query<"getV1VoucherPublications"> = {}, options?: CallOptions) =>
      new Pages<Answer<"getV1VoucherPublications">>((cursor) =>
        call("getV1VoucherPublications", { query: { ...query, ...at(cursor) } }, options),
      ),

    /** Calls the shop again for a code that was given up, waits or was refused. */
    retryPublication: (code: string, options?: CallOptions) =>
      call("postV1VoucherPublicationsByCodeRetry", { path: { code }, body: {} }, options),

    /** Marks it as used, for stores that don't tell their orders. */
    use: (code: string, use: Body<"postV1VouchersByCodeUse">, options?: CallOptions) =>
      call("postV1VouchersByCodeUse", { path: { code }, body: use }, options),

    /** Takes it back and gives its points back. */
    release: (code: string, release: Body<"postV1VouchersByCodeRelease"> = {}, options?: CallOptions) =>
      call("postV1VouchersByCodeRelease", { path: { code }, body: release }, options),
  };
}
