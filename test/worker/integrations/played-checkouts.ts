/** The small shops as the tests of codes see them: what works at the checkout, and what goes wrong, in one way for each platform. */
import type { PlatformName } from "../../../worker/integrations/platform.ts";
import { webhookOrder } from "./shopify/fixtures/orders.ts";
import { ShopServer as ShopifyShop } from "./shopify/shop-server.ts";
import type { Sent } from "./shop-connection.ts";
import { line, order as wooOrder } from "./woocommerce/fixtures.ts";
import { createCoupon } from "./woocommerce/shop-coupons.ts";
import { instead, lost, ShopServer as WooShop, unreachable } from "./woocommerce/shop-server.ts";

/** A code over there; amounts as decimals of the shop's currency, times in whole seconds of UTC. */
export interface CodeOverThere {
  code: string;
  amount: number;
  minimum: number;
  endsAt: string | null;
  uses: number | null;
  isOn: boolean;
}

export interface PlayedCheckout {
  platform: PlatformName;
  /** Where the Worker's calls end. */
  fetcher: Fetcher;
  credentials: Record<string, string>;
  /** Who orders, by the platform's own id. */
  customerId: string;
  codes(): CodeOverThere[];
  /** What happens to the next call. */
  next(trouble: "lost" | "unreachable" | "busy"): void;
  /** Somebody takes the code a moment before it is made, for another discount. */
  takeNextCode(): void;
  /** The shop's owner makes something else of the code: 50 off. */
  change(code: string): void;
  /** An order that the customer paid, with the code, changed at the time (milliseconds). */
  ordered(code: string, at: number, isCancelled?: boolean): Sent;
}

function fetcherOf(fetch: Fetcher["fetch"]): Fetcher {
  return {
    fetch,
    connect: () => {
      throw new Error("A shop takes no sockets.");
    },
  };
}

/** A shop at Shopify. */
export function shopifyCheckout(): PlayedCheckout {
  const shop = new ShopifyShop();
  let isTaken = false;
  const { fetcher } = shop;
  const fetch: Fetcher["fetch"] = async (url, request) => {
    const body = typeof request?.body === "string" ? request.body : "";
    const code = body.includes("discountCodeBasicCreate") ? /"code":"([^"]+)"/.exec(body)?.[1] : undefined;
    if (isTaken && code !== undefined) {
      isTaken = false;
      await fetcher.fetch(url, { ...request, body: body.replace(/"amount":"[^"]+"/, '"amount":"1.00"') });
    }
    return fetcher.fetch(url, request);
  };
  return {
    platform: "shopify",
    fetcher: fetcherOf(fetch),
    credentials: { accessToken: shop.accessToken },
    customerId: "9001",
    codes: () =>
      shop.discounts.map(({ codeDiscount }) => {
        const { code, endsAt, usageLimit, asyncUsageCount, status, minimumRequirement, customerGets } =
          codeDiscount as unknown as ShopifyDiscount;
        return {
          code,
          amount: Number(customerGets.value.amount.amount),
          minimum: Number(minimumRequirement?.greaterThanOrEqualToSubtotal.amount ?? 0),
          endsAt,
          uses: usageLimit,
          isOn: status === "ACTIVE" && (usageLimit ?? Infinity) > asyncUsageCount,
        };
      }),
    next: (trouble) => shop.troubles.push(trouble === "busy" ? "throttled" : trouble),
    takeNextCode: () => {
      isTaken = true;
    },
    change: (code) => {
      const { customerGets } = shop.byCode(code)?.codeDiscount as unknown as ShopifyDiscount;
      customerGets.value.amount.amount = "50.0";
    },
    ordered: (code, at, isCancelled = false) => {
      // A use is not given back by a cancellation.
      const used = shop.byCode(code)?.codeDiscount as unknown as ShopifyDiscount;
      if (!isCancelled) used.asyncUsageCount += 1;
      return {
        topic: "orders/updated",
        body: webhookOrder({
          discount_codes: [{ code, amount: "5.00", type: "fixed_amount" }],
          updated_at: new Date(at).toISOString(),
          cancelled_at: isCancelled ? new Date(at).toISOString() : null,
        }),
      };
    },
  };
}

interface ShopifyDiscount {
  code: string;
  endsAt: string | null;
  usageLimit: number | null;
  asyncUsageCount: number;
  status: string;
  minimumRequirement: { greaterThanOrEqualToSubtotal: { amount: string } } | null;
  customerGets: { value: { amount: { amount: string } } };
}

/** A shop on WooCommerce. */
export function wooCheckout(): PlayedCheckout {
  const shop = new WooShop();
  let isTaken = false;
  const fetch: Fetcher["fetch"] = async (url, request) => {
    if (isTaken && request?.method === "POST" && typeof request.body === "string") {
      isTaken = false;
      shop.coupons.set(1, createCoupon(1, { ...(JSON.parse(request.body) as object), amount: "1.00" }));
    }
    return shop.fetch(url instanceof URL ? url.href : url, request);
  };
  return {
    platform: "woocommerce",
    fetcher: fetcherOf(fetch),
    credentials: { consumerKey: "ck_live", consumerSecret: "cs_live" },
    customerId: "26",
    codes: () =>
      [...shop.coupons.values()].map((coupon) => ({
        code: coupon.code.toUpperCase(),
        amount: Number(coupon.amount),
        minimum: Number(coupon.minimum_amount),
        endsAt: coupon.date_expires_gmt === null ? null : `${coupon.date_expires_gmt}Z`,
        uses: coupon.usage_limit,
        isOn:
          !coupon.date_expires_gmt?.startsWith("2000-") &&
          (coupon.usage_limit ?? Infinity) > coupon.usage_count,
      })),
    next: (trouble) =>
      shop.trouble.push(
        trouble === "busy"
          ? instead(429, "", { "Retry-After": "2" })
          : trouble === "lost"
            ? lost
            : unreachable,
      ),
    takeNextCode: () => {
      isTaken = true;
    },
    change: (code) => {
      for (const coupon of shop.coupons.values())
        if (coupon.code === code.toLowerCase()) coupon.amount = "50.00";
    },
    ordered: (code, at, isCancelled = false) => {
      for (const coupon of shop.coupons.values())
        if (coupon.code === code.toLowerCase()) coupon.usage_count += isCancelled ? -1 : 1;
      return {
        topic: "order.updated",
        body: wooOrder({
          coupon_lines: [{ id: 7, code: code.toLowerCase(), discount: "5.00", discount_tax: "0.00" }],
          line_items: [line(1, "40.00", { subtotal: "45.00" })],
          date_modified_gmt: new Date(at).toISOString().slice(0, 19),
          ...(isCancelled ? { status: "cancelled" } : {}),
        }),
      };
    },
  };
}
