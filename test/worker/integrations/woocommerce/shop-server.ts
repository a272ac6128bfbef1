/**
 * A small WooCommerce: its REST API v3 as the documentation and its own source have it, with the traps. It keeps orders,
 * refunds and coupons in memory, and can be told to go wrong. https://woocommerce.github.io/woocommerce-rest-api-docs/
 */
import { Hono, type Context } from "hono";
import { z } from "zod";
import { outboundOf } from "../../../../worker/http/outbound.ts";
import type { ShopAccess } from "../../../../worker/integrations/platform.ts";
import { environment } from "../../store-under-test.ts";
import { createCoupon, expireCoupon, type StoredCoupon } from "./shop-coupons.ts";
import { listOrders, type StoredOrder } from "./shop-orders.ts";

const SHOP_ADDRESS = "https://shop.example";
const KEY = { consumerKey: "ck_live", consumerSecret: "cs_live" };
const READ_ONLY = { consumerKey: "ck_read", consumerSecret: "cs_read" };

/** What happens to a call: it may be answered otherwise, or done and its answer lost. */
export type Trouble = (answer: () => Promise<Response>) => Promise<Response>;

/** The call is done, and its answer never comes. */
export const lost: Trouble = async (answer) => {
  await answer();
  throw new TypeError("Network connection lost.");
};

/** The call never arrives. */
export const unreachable: Trouble = () => Promise.reject(new TypeError("Network connection lost."));

/** Something before WooCommerce answers. */
export function instead(status: number, body = "", headers: Record<string, string> = {}): Trouble {
  return () =>
    Promise.resolve(new Response(body, { status, headers: { "Content-Type": "text/html", ...headers } }));
}

export class ShopServer {
  readonly orders = new Map<number, StoredOrder>();
  readonly refunds = new Map<number, Record<string, unknown>[]>();
  readonly coupons = new Map<number, StoredCoupon>();
  /** What was called, in turn: "GET /orders?page=1". */
  readonly calls: string[] = [];
  /** What goes wrong with the next calls, one each. */
  readonly trouble: Trouble[] = [];
  /** What a plugin makes of a coupon when it is saved. */
  plugin: (coupon: StoredCoupon) => StoredCoupon = (coupon) => coupon;
  #lastId = 700;
  readonly #app = this.#routes();

  /** The way to it, with a key that reads and writes; `more` replaces what is usual. */
  access(more: Partial<ShopAccess> = {}): ShopAccess {
    const OUTBOUND = { fetch: this.fetch, connect: () => unsupported() };
    return {
      shop: SHOP_ADDRESS,
      credentials: { platform: "woocommerce", ...KEY },
      outbound: outboundOf({ ...environment, OUTBOUND }),
      ...more,
    };
  }

  readOnly(): ShopAccess {
    return this.access({ credentials: { platform: "woocommerce", ...READ_ONLY } });
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    this.calls.push(`${request.method} ${pathname.replace("/wp-json/wc/v3", "")}${search}`);
    const trouble = this.trouble.shift();
    const answer = async () => this.#app.fetch(request);
    return trouble ? trouble(answer) : answer();
  };

  #routes(): Hono {
    const app = new Hono().basePath("/wp-json/wc/v3");
    app.use(async (context, next) => {
      const refusal = unauthorized(context);
      if (refusal) return refusal;
      return next();
    });
    app.get("/orders", (context) => {
      const query = context.req.query();
      const found = listOrders([...this.orders.values()], query);
      return "invalid" in found ? invalid(context, found.invalid) : page(context, found.orders, query);
    });
    app.get("/orders/:id", (context) => {
      const order = this.orders.get(Number(context.req.param("id")));
      return order
        ? context.json(order)
        : error(context, 404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
    });
    app.get("/orders/:id/refunds", (context) =>
      page(context, this.refunds.get(Number(context.req.param("id"))) ?? [], context.req.query()),
    );
    app.get("/coupons", (context) => {
      const code = context.req.query("code")?.toLowerCase();
      const found = [...this.coupons.values()].filter((coupon) => coupon.code === code);
      return page(context, found, context.req.query());
    });
    app.post("/coupons", async (context) => {
      const asked = z.looseObject({ code: z.string().optional() }).parse(await context.req.json());
      if (!asked.code)
        return error(context, 400, "woocommerce_rest_empty_coupon_code", "The coupon code cannot be empty.");
      const code = asked.code.toLowerCase();
      if ([...this.coupons.values()].some((coupon) => coupon.code === code))
        return error(
          context,
          400,
          "woocommerce_rest_coupon_code_already_exists",
          "The coupon code already exists",
        );
      const coupon = this.plugin(createCoupon(++this.#lastId, asked));
      this.coupons.set(coupon.id, coupon);
      return context.json(coupon, 201);
    });
    app.put("/coupons/:id", async (context) => {
      const coupon = this.coupons.get(Number(context.req.param("id")));
      if (!coupon) return error(context, 400, "woocommerce_rest_shop_coupon_invalid_id", "Invalid ID.");
      const changed = this.plugin(expireCoupon(coupon, await context.req.json()));
      this.coupons.set(coupon.id, changed);
      return context.json(changed);
    });
    app.all("*", (context) =>
      error(context, 404, "rest_no_route", "No route was found matching the URL and request method."),
    );
    return app;
  }
}

/** A key that nobody knows is as none: WooCommerce then asks what a visitor may do. */
function unauthorized(context: Context): Response | null {
  const header = context.req.header("Authorization") ?? "";
  const [key, secret] = header.startsWith("Basic ") ? atob(header.slice(6)).split(":") : [];
  const known = [KEY, READ_ONLY].find((each) => each.consumerKey === key);
  if (!known) return error(context, 401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
  if (known.consumerSecret !== secret)
    return error(context, 401, "woocommerce_rest_authentication_error", "Consumer secret is invalid.");
  if (known === READ_ONLY && context.req.method !== "GET")
    return error(
      context,
      401,
      "woocommerce_rest_authentication_error",
      "The API key provided does not have write permissions.",
    );
  return null;
}

function page(context: Context, all: unknown[], query: Record<string, string>): Response {
  const size = Number(query.per_page ?? 10);
  const at = Number(query.page ?? 1);
  if (size > 100) return invalid(context, "per_page");
  return context.json(all.slice((at - 1) * size, at * size), 200, {
    "X-WP-Total": String(all.length),
    "X-WP-TotalPages": String(Math.ceil(all.length / size)),
  });
}

function invalid(context: Context, parameter: string): Response {
  return error(context, 400, "rest_invalid_param", `Invalid parameter(s): ${parameter}`);
}

function error(context: Context, status: 400 | 401 | 404, code: string, message: string): Response {
  return context.json({ code, message, data: { status } }, status);
}

function unsupported(): never {
  throw new Error("The shop is called over HTTP.");
}
