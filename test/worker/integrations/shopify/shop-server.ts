/**
 * A small Shopify: the Admin API's discounts and orders, answering as its documentation says, troubles included. Bind
 * `OUTBOUND: shop.fetcher` and the Worker calls it.
 */
import { Hono } from "hono";
import { z } from "zod";
import type { ShopAccess } from "../../../../worker/integrations/platform.ts";
import { costOf, cut, parseQuery, UndefinedField, type Field } from "./graphql.ts";

/** What goes wrong with the next call. */
export type Trouble =
  /** Too many calls, said before GraphQL and by GraphQL. */
  | "too_many"
  | "throttled"
  /** An error of theirs, before GraphQL and by GraphQL. */
  | "down"
  | "internal_error"
  /** No answer in time, with and without the call's effect. */
  | "lost"
  /** No answer for as long as anybody waits, after the call's effect. */
  | "slow"
  | "unreachable"
  /** An answer that breaks off after the effect. */
  | "broken";

type Node = Record<string, unknown> & { id: string };
interface Discount extends Node {
  codeDiscount: Record<string, unknown> & { code: string };
}

/** The most that one query may cost. */
const MOST_COST = 1000;

const basicInput = z.strictObject({
  title: z.string().min(1),
  code: z.string().min(1),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullish(),
  usageLimit: z.int().nullish(),
  context: z.strictObject({ all: z.literal("ALL") }),
  minimumRequirement: z
    .strictObject({ subtotal: z.strictObject({ greaterThanOrEqualToSubtotal: z.string() }) })
    .optional(),
  customerGets: z.strictObject({
    value: z.union([
      z.strictObject({
        discountAmount: z.strictObject({ amount: z.string(), appliesOnEachItem: z.boolean() }),
      }),
      z.strictObject({ percentage: z.number() }),
    ]),
    items: z.union([
      z.strictObject({ all: z.literal(true) }),
      z.strictObject({ products: z.strictObject({ productsToAdd: z.array(z.string()) }) }),
      z.strictObject({ collections: z.strictObject({ add: z.array(z.string()) }) }),
    ]),
  }),
});
const freeShippingInput = basicInput
  .omit({ customerGets: true })
  .extend({ destination: z.strictObject({ all: z.literal(true) }) });

/** As much of the same inputs as an update has here. */
const switchedOn = z.strictObject({
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
  usageLimit: z.int(),
});

export class ShopServer {
  readonly shop = "juniper.myshopify.com";
  accessToken = "shpat_of_the_tests";
  currency = "GBP";
  /** What its clock says. */
  now = "2026-11-02T09:00:00Z";
  scopes = new Set(["read_orders", "write_discounts"]);
  /** GraphQL objects; lists are whole. */
  orders: (Node & { updatedAt: string })[] = [];
  discounts: Discount[] = [];
  /** What goes wrong with the next calls, one each. */
  troubles: (Trouble | null)[] = [];
  /** The top fields of every call that came. */
  calls: string[] = [];
  /** What each query asked for cost. */
  costs: number[] = [];
  readonly #app = new Hono();
  #isSlow = false;
  #made = 0;

  constructor() {
    this.#app.post("/admin/api/:version/graphql.json", async (c) => {
      if (c.req.header("X-Shopify-Access-Token") !== this.accessToken)
        return c.json(
          { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" },
          401,
        );
      const trouble = this.troubles.shift() ?? null;
      if (trouble === "too_many") return c.json({ errors: "Exceeded" }, 429, { "Retry-After": "2.0" });
      if (trouble === "down") return c.text("<html>Something went wrong</html>", 503);
      if (trouble === "unreachable") throw new Error("unreachable");
      const body = await c.req.json<{ query: string; variables: Record<string, unknown> }>();
      const answer = this.#answer(body, trouble);
      if (trouble === "lost") throw new Error("lost");
      this.#isSlow = trouble === "slow";
      return trouble === "broken" ? c.body('{"data":{"crea') : c.json(answer);
    });
    this.#app.notFound((c) => c.json({ errors: "Not Found" }, 404));
    this.#app.onError((error) => {
      throw error;
    });
  }

  /** How the platform's functions reach this shop. */
  get access(): ShopAccess {
    return {
      shop: this.shop,
      credentials: { platform: "shopify", accessToken: this.accessToken },
      outbound: (url, request) => this.#fetch(url, request),
    };
  }

  /** To be bound as OUTBOUND. */
  get fetcher(): Fetcher {
    return {
      fetch: (url: RequestInfo | URL, request?: RequestInit) =>
        this.#fetch(url instanceof Request ? url.url : String(url), request ?? {}),
      connect: () => {
        throw new Error("A shop's server takes no sockets.");
      },
    };
  }

  /** The discount that has the code; null where none has. */
  byCode(code: string): Discount | null {
    return this.discounts.find((each) => each.codeDiscount.code.toUpperCase() === code.toUpperCase()) ?? null;
  }

  async #fetch(url: string, request: RequestInit): Promise<Response> {
    if (new URL(url).hostname !== this.shop) throw new Error(`No such host: ${url}`);
    const answer = await this.#app.request(url, request);
    const { signal } = request;
    if (!this.#isSlow || !signal) return answer;
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        reject(new Error("Nobody waits any longer."));
      });
    });
  }

  #answer(
    { query, variables }: { query: string; variables: Record<string, unknown> },
    trouble: Trouble | null,
  ) {
    const fields = parseQuery(query, variables);
    this.calls.push(...fields.map(({ name }) => name));
    const requestedQueryCost = costOf(fields);
    this.costs.push(requestedQueryCost);
    const failed = (code: string, more: object = {}) => ({
      errors: [{ message: code, extensions: { code } }],
      ...more,
    });
    if (trouble === "throttled")
      return failed("THROTTLED", {
        extensions: {
          cost: {
            requestedQueryCost,
            actualQueryCost: null,
            throttleStatus: {
              maximumAvailable: 1000,
              currentlyAvailable: requestedQueryCost - 50,
              restoreRate: 100,
            },
          },
        },
      });
    if (trouble === "internal_error") return failed("INTERNAL_SERVER_ERROR");
    if (requestedQueryCost > MOST_COST) return failed("MAX_COST_EXCEEDED");
    try {
      const data: Record<string, unknown> = {};
      for (const field of fields) {
        const scope = /discount/i.test(field.name) ? "write_discounts" : "read_orders";
        if (!this.scopes.has(scope)) return failed("ACCESS_DENIED");
        data[field.alias] = cut(this.#resolve(field), field);
      }
      return {
        data,
        extensions: {
          cost: { requestedQueryCost, throttleStatus: { currentlyAvailable: 900, restoreRate: 100 } },
        },
      };
    } catch (error) {
      if (error instanceof UndefinedField || error instanceof z.ZodError) return failed("undefinedField");
      throw error;
    }
  }

  #resolve({ name, args }: Field): unknown {
    const byId = <Each extends Node>(list: Each[]) => list.find(({ id }) => id === args.id) ?? null;
    switch (name) {
      case "order":
        return byId(this.orders);
      case "refund":
        return byId(this.orders.flatMap((order) => order.refunds as Node[]));
      case "orders": {
        const since = /^updated_at:>='(.+)'$/.exec(String(args.query))?.[1] ?? "";
        return this.orders
          .filter(({ updatedAt }) => Date.parse(updatedAt) >= Date.parse(since))
          .sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
      }
      case "codeDiscountNode":
        return byId(this.discounts);
      case "codeDiscountNodeByCode":
        return this.byCode(String(args.code));
      case "discountCodeBasicCreate":
        return this.#create("DiscountCodeBasic", basicInput.parse(args.basicCodeDiscount));
      case "discountCodeFreeShippingCreate":
        return this.#create(
          "DiscountCodeFreeShipping",
          freeShippingInput.parse(args.freeShippingCodeDiscount),
        );
      case "discountCodeDeactivate": {
        const found = byId(this.discounts);
        if (!found) return refused("INVALID", "Code discount does not exist.");
        // It ends there and then.
        Object.assign(found.codeDiscount, { status: "EXPIRED", endsAt: this.now });
        return { codeDiscountNode: found, userErrors: [] };
      }
      case "discountCodeBasicUpdate":
      case "discountCodeFreeShippingUpdate": {
        const found = byId(this.discounts);
        if (!found) return refused("INVALID", "Code discount does not exist.");
        const input = args.basicCodeDiscount ?? args.freeShippingCodeDiscount;
        return this.#switchOn(found, switchedOn.parse(input));
      }
      default:
        throw new UndefinedField(name);
    }
  }

  #switchOn(found: Discount, { startsAt, endsAt, usageLimit }: z.output<typeof switchedOn>) {
    const seconds = (time: string) => `${time.slice(0, 19)}Z`;
    Object.assign(found.codeDiscount, {
      startsAt: seconds(startsAt),
      endsAt: endsAt === null ? null : seconds(endsAt),
      usageLimit,
      status: endsAt !== null && Date.parse(endsAt) <= Date.parse(this.now) ? "EXPIRED" : "ACTIVE",
    });
    return { codeDiscountNode: found, userErrors: [] };
  }

  #create(type: string, input: z.output<typeof basicInput> | z.output<typeof freeShippingInput>) {
    const seconds = (time: string) => `${time.slice(0, 19)}Z`;
    if (this.byCode(input.code)) return refused("TAKEN", "Code must be unique. Please try a different code.");
    if (input.endsAt && Date.parse(input.endsAt) <= Date.parse(input.startsAt))
      return refused("END_DATE_BEFORE_START_DATE", "Ends at needs to be after starts_at");
    const minimum = input.minimumRequirement?.subtotal.greaterThanOrEqualToSubtotal;
    const made: Discount = {
      id: `gid://shopify/DiscountCodeNode/${++this.#made}`,
      codeDiscount: {
        __typename: type,
        code: input.code,
        title: input.title,
        codes: [{ code: input.code }],
        startsAt: seconds(input.startsAt),
        endsAt: input.endsAt ? seconds(input.endsAt) : null,
        usageLimit: input.usageLimit ?? null,
        asyncUsageCount: 0,
        status: "ACTIVE",
        minimumRequirement:
          minimum === undefined
            ? null
            : { __typename: "DiscountMinimumSubtotal", greaterThanOrEqualToSubtotal: this.#money(minimum) },
        ...("customerGets" in input ? { customerGets: this.#gets(input.customerGets) } : {}),
      },
    };
    this.discounts.push(made);
    return { codeDiscountNode: made, userErrors: [] };
  }

  #gets({ value, items }: z.output<typeof basicInput>["customerGets"]) {
    const nodes = (list: string[]) => list.map((id) => ({ id }));
    return {
      value:
        "percentage" in value
          ? { __typename: "DiscountPercentage", percentage: value.percentage }
          : {
              __typename: "DiscountAmount",
              amount: this.#money(value.discountAmount.amount),
              appliesOnEachItem: value.discountAmount.appliesOnEachItem,
            },
      items:
        "products" in items
          ? { __typename: "DiscountProducts", products: nodes(items.products.productsToAdd) }
          : "collections" in items
            ? { __typename: "DiscountCollections", collections: nodes(items.collections.add) }
            : { __typename: "AllDiscountItems" },
    };
  }

  #money(amount: string) {
    // GraphQL leaves zeros at the end out, but for one.
    return { amount: String(Number(amount)).replace(/^\d+$/, "$&.0"), currencyCode: this.currency };
  }
}

function refused(code: string, message: string) {
  return { codeDiscountNode: null, userErrors: [{ field: ["code"], code, message, extraInfo: null }] };
}
