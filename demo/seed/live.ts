import type { Order } from "../shop/order.ts";
import type { Caller } from "./caller.ts";
import type { Family } from "./history.ts";

/** The orders of a history as they stand at its end, with what Regulars said to them. */
export type OrdersByNumber = Map<number, { order: Order; answer: unknown }>;

interface Vouchered {
  voucher: { code: string };
}

/**
 * Lets a family's history happen: the shop tells of accounts and orders, the shoppers redeem, share and claim. Every
 * write carries a key made from the history, so that the same history again changes nothing.
 */
export async function live(
  family: Family,
  caller: Caller,
  database: D1Database,
  orders: OrdersByNumber,
): Promise<void> {
  const links = new Map<string, string>();
  const vouchers = new Map<string, string>();
  for (const happening of family) {
    const { at, kind } = happening;
    switch (kind) {
      case "account": {
        const { id, email, firstName } = happening.account;
        await caller.call(at, "POST", "/v1/members", { customerId: id, email, firstName }, `account-${id}`);
        break;
      }
      case "order": {
        const codes = happening.voucher === undefined ? [] : [known(vouchers, happening.voucher)];
        const order = { ...happening.order, vouchers: codes };
        const answer = await caller.call(at, "PUT", `/v1/orders/JN-${happening.number}`, order);
        orders.set(happening.number, { order, answer });
        break;
      }
      case "redemption": {
        const { customerId, rewardId, voucher } = happening;
        const body = { customerId, rewardId };
        vouchers.set(
          voucher,
          (await caller.call<Vouchered>(at, "POST", "/v1/redeem", body, voucher)).voucher.code,
        );
        break;
      }
      case "link": {
        const { customerId, clicks } = happening;
        const path = "/v1/referral-links";
        const { code } = await caller.call<{ code: string }>(
          at,
          "POST",
          path,
          { customerId },
          `link-${customerId}`,
        );
        links.set(customerId, code);
        // Clicks are gathered for a second before they are written; this is as they would have been.
        await database
          .prepare("UPDATE referral_links SET clicks = ?1 WHERE code = ?2")
          .bind(clicks, code)
          .run();
        break;
      }
      case "claim": {
        const { advocateId, email, firstName, voucher } = happening;
        const path = `/storefront/referral-claims?key=${caller.keys.publishableKey}`;
        const body = { code: known(links, advocateId), email, firstName };
        vouchers.set(voucher, (await caller.call<Vouchered>(at, "POST", path, body, voucher)).voucher.code);
        break;
      }
    }
  }
}

function known(names: Map<string, string>, name: string): string {
  const value = names.get(name);
  if (value === undefined) throw new Error(`The history uses ${name} before it is there.`);
  return value;
}
