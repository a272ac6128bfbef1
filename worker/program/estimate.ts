/**
 * What an order will earn, before there is one: for a product's page and a cart. It runs in the shopper's browser, on
 * what the storefront's answers hold, by the rules that count the order itself.
 */
import { allocateCaps } from "./caps.ts";
import type { CalendarPeriod } from "./calendar.ts";
import type { Campaign } from "./document/earning.ts";
import type { EarningRules } from "./earning-rules.ts";
import { orderPoints } from "./order-points.ts";
import type { OrderState } from "./order.ts";
import type { OrderLine } from "./product-set.ts";

/** A campaign as a page is told of it: one whose dates are now. */
export interface PublicCampaign extends Omit<Campaign, "type" | "from"> {
  type: Campaign["type"];
  multiplier: number | null;
  points: number | null;
}

/** What there is to read of a storefront's answer (`GET /storefront/program`, or the panel's). */
export interface PublicProgram {
  store: { timeZone: string; currency: string };
  program: {
    earning: Omit<EarningRules["earning"], "campaigns"> & { campaigns: PublicCampaign[] };
    tiers: EarningRules["tiers"];
  };
}

/** A product on a page, or a line of a cart. Names are as the store's orders have them. */
export interface EstimateLine extends Pick<OrderLine, "productId" | "sku"> {
  /** What the whole line comes to, less its discounts and without tax: integer minor units. */
  amount: number;
  /** Tax on it, minor units; it earns where the program says `includeTax`. */
  tax?: number;
  quantity?: number;
  collections?: string[];
  tags?: string[];
  giftCard?: boolean;
}

/** What is bought, by whom and when. */
export interface Buying {
  lines: EstimateLine[];
  /** The id of the member's tier; null for none, and where nobody is signed in. */
  tier: string | null;
  /** Milliseconds. */
  now: number;
  /** Whether it would be the member's first order, which some campaigns are for. Left out: it isn't. */
  firstOrder?: boolean;
  /** Of the amounts, ISO 4217, where that is not the store's; then with units of the store's currency for one of it. */
  currency?: string;
  exchangeRate?: string;
}

export interface Estimate {
  points: number;
  /** The name of the tier that multiplied something; null for none. */
  tier: string | null;
  /** Names of the campaigns that had a part in it. */
  campaigns: string[];
  /** The cap that held it back the most; null for none. */
  cap: "order" | CalendarPeriod | null;
}

/**
 * The points of an order of just these lines, placed and paid now: without shipping and vouchers, and as if it were the
 * member's only one in the periods of caps. null for amounts in another currency without a rate.
 */
export function estimate({ store, program }: PublicProgram, buying: Buying): Estimate | null {
  const { lines, tier, now, firstOrder = false, currency = store.currency, exchangeRate } = buying;
  if (currency !== store.currency && exchangeRate === undefined) return null;
  const { timeZone } = store;
  const at = new Date(now).toISOString();
  const order: OrderState = {
    currency,
    ...(exchangeRate === undefined ? {} : { exchangeRate }),
    placedAt: at,
    updatedAt: at,
    paidAt: at,
    cancelledAt: null,
    fulfilledAt: null,
    releasedAt: null,
    lines: lines.map(lineOf),
    discount: 0,
    shipping: { amount: 0, tax: 0 },
    refunds: [],
    vouchers: [],
  };
  const { earning, tiers } = program;
  const rules = { earning: { ...earning, campaigns: earning.campaigns.map(campaignOf) }, tiers };
  const worth = orderPoints(rules, order, { tier, firstOrder, timeZone, currency: store.currency });
  const alone = { id: "", placedAt: now, worth: worth.points };
  const share = allocateCaps(earning.caps, [alone], timeZone).get("");
  return {
    points: share?.points ?? worth.points,
    tier: worth.tier,
    campaigns: worth.campaigns,
    cap: share?.cap ?? worth.cap,
  };
}

function lineOf(line: EstimateLine, index: number): OrderLine {
  const {
    amount,
    tax = 0,
    quantity = 1,
    collections = [],
    tags = [],
    giftCard = false,
    productId,
    sku,
  } = line;
  return {
    id: `${index}`,
    ...(productId === undefined ? {} : { productId }),
    ...(sku === undefined ? {} : { sku }),
    ...{ collections, tags, giftCard, quantity, amount, discount: 0, tax },
  };
}

/** The campaign as the rules read it: it is on by its date, or the page would not have been told. */
function campaignOf({ type, multiplier, points, ...campaign }: PublicCampaign): Campaign {
  const conditions = { ...campaign, from: null };
  return type === "multiply"
    ? { type, multiplier: multiplier ?? 1, ...conditions }
    : { type, points: points ?? 0, ...conditions };
}
