import type { estimate as Estimate } from "../../worker/program/estimate.ts";
import type { Storefront } from "../api/types.ts";
import type { PageStore } from "./store.ts";

/** A product on the page, or a line of the cart. */
export interface CartLine {
  /** Of one, in minor units of the store's currency. */
  price: number;
  quantity: number;
  productId?: string | undefined;
  sku?: string | undefined;
  collections: string[];
  tags: string[];
  giftCard: boolean;
}

/** The program's rules, the very ones that count an order: they come when something on the page is to be counted. */
let estimate: typeof Estimate | undefined;
let coming: Promise<unknown> | undefined;

/**
 * What these lines earn for who is asking; `undefined` while the rules have not come, of which the store's elements are told.
 * `discount` is what the whole cart is reduced by, minor units.
 */
export function pointsFor(
  store: PageStore,
  storefront: Storefront,
  lines: readonly CartLine[],
  discount = 0,
): number | undefined {
  if (!estimate) {
    coming ??= import("../../worker/program/estimate.ts").then(
      (rules) => (estimate = rules.estimate),
      () => (coming = undefined),
    );
    void coming.then((come) => come && store.told());
    return undefined;
  }
  const worth = lines.map(({ price, quantity }) => price * quantity);
  const amounts = less(worth, discount);
  return estimate(storefront, {
    lines: lines.map((line, place) => ({ ...line, amount: amounts[place] ?? 0 })),
    tier: store.member?.tier?.id ?? null,
    now: Date.parse(store.now),
  })?.points;
}

/** Amounts less a discount on all of them, each by its share; what is left over by rounding the last bears. */
function less(amounts: readonly number[], discount: number): number[] {
  const sum = amounts.reduce((all, each) => all + each, 0);
  let left = Math.min(discount, sum);
  return amounts.map((amount, place) => {
    const share =
      place === amounts.length - 1 ? Math.min(left, amount) : Math.floor((amount * discount) / (sum || 1));
    left -= share;
    return amount - share;
  });
}
