/** Cases of the routes about vouchers at a shop's checkout, and vouchers kept for a checkout. */
import { vi } from "vitest";
import { checkouts } from "../../../worker/integrations/vouchers/checkouts.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { runsBefore } from "../database/bindings.ts";
import { ConnectedStore } from "../integrations/vouchers/connected-store.ts";
import { playedCheckout, type Trouble } from "../integrations/vouchers/played-shop.ts";
import { environment, type Answer } from "../store-under-test.ts";
import { endpointOf, send } from "./endpoints.ts";
import type { Furnished } from "./furnished-store.ts";
import type { StatusCase } from "./status-cases.ts";

const NO_VOUCHER = "JUN-22222-22222";
const RESERVE = "POST /v1/vouchers/{code}/reserve";
const UNRESERVE = "POST /v1/vouchers/{code}/unreserve";
const RETRY = "POST /v1/voucher-publications/{code}/retry";
const CLAIM = "POST /storefront/referral-claims";

/** Runs in a store whose vouchers are to become codes in a shop that is in trouble. */
async function inTrouble(trouble: Trouble, run: (shop: ConnectedStore) => Promise<Answer>) {
  const played = vi.spyOn(checkouts, "of").mockImplementation(() => playedCheckout);
  try {
    const shop = await ConnectedStore.connected();
    shop.checkout.trouble = () => trouble;
    return await run(shop);
  } finally {
    played.mockRestore();
  }
}

const REFUSES: Trouble = { kind: "mistake", message: "Value is above the plan's limit." };

async function claim(shop: ConnectedStore) {
  const shared = await shop.store.server("POST", "/v1/referral-links", { body: { memberId: shop.memberId } });
  const { code } = shared.as(referralLinkSchema);
  return shop.store.page("POST", "/storefront/referral-claims", { body: { code, email: "ben@example.com" } });
}

/** The endpoint's own request about another voucher. */
async function about(at: Furnished, route: string, path: string) {
  const { body } = await endpointOf(route).request(at);
  return send(at, endpointOf(route), { path, ...(body ? { body } : {}) });
}

export const voucherCases: StatusCase[] = [
  {
    route: "POST /v1/redeem",
    code: "voucher_refused",
    run: () => inTrouble(REFUSES, (shop) => shop.redeem("five-off")),
  },
  {
    route: "POST /storefront/redemptions",
    code: "voucher_refused",
    run: () => inTrouble(REFUSES, (shop) => shop.redeemHerself()),
  },
  { route: CLAIM, code: "voucher_refused", run: () => inTrouble(REFUSES, claim) },
  { route: CLAIM, code: "voucher_on_its_way", run: () => inTrouble({ kind: "broken" }, claim) },
  {
    route: RESERVE,
    code: "voucher_not_found",
    run: (at) => about(at, RESERVE, `/v1/vouchers/${NO_VOUCHER}/reserve`),
  },
  {
    route: RESERVE,
    code: "voucher_not_usable",
    run: async (at) => {
      await send(at, endpointOf(RESERVE), await endpointOf(RESERVE).request(at));
      return at.store.server("POST", `/v1/vouchers/${at.heldVoucher}/reserve`, {
        body: { checkoutId: "cart-2" },
      });
    },
  },
  {
    route: UNRESERVE,
    code: "voucher_not_found",
    run: (at) => about(at, UNRESERVE, `/v1/vouchers/${NO_VOUCHER}/unreserve`),
  },
  {
    route: "GET /v1/voucher-publications",
    code: "invalid_request",
    run: (at) => at.store.server("GET", "/v1/voucher-publications?status=lost"),
  },
  {
    route: RETRY,
    code: "voucher_publication_not_found",
    run: (at) => about(at, RETRY, `/v1/voucher-publications/${at.voucher}/retry`),
  },
  {
    route: RETRY,
    code: "voucher_publication_settled",
    run: () =>
      inTrouble(REFUSES, async (shop) => {
        await shop.redeem("five-off");
        const { code } = await shop.publication();
        return shop.store.server("POST", `/v1/voucher-publications/${code}/retry`, { body: {} });
      }),
  },
  {
    route: RETRY,
    code: "try_again",
    run: async (at) => {
      const change = environment.DB.prepare(
        "UPDATE voucher_publications SET next_at = 1 WHERE store_id = ?",
      ).bind(at.store.id);
      at.store.environment = runsBefore(
        (batch) => batch === 2,
        () => change.run(),
      );
      try {
        return await about(at, RETRY, `/v1/voucher-publications/${at.heldVoucher}/retry`);
      } finally {
        at.store.environment = environment;
      }
    },
  },
];
