import type { Mutant } from "./mutant.ts";

const folder = "worker/integrations/shopify";
const test = (name: string) => [`integrations/shopify/${name}.test.ts`];

/** Shopify's words, signatures and vouchers: worker/integrations/shopify/. */
export const shopify: Mutant[] = [
  {
    what: "a page may name its own customer beside Shopify's",
    file: `${folder}/app-proxy.ts`,
    is: "more.length > 0 ? undefined : value",
    becomes: "more.length > 99 ? undefined : value",
    tests: test("app-proxy"),
  },
  {
    what: "a proxied call is good for ever",
    file: `${folder}/app-proxy.ts`,
    is: "age <= OLDEST && age >= -AHEAD",
    becomes: "age >= -AHEAD",
    tests: test("app-proxy"),
  },
  {
    what: "a closed connection vouches for shoppers",
    file: "worker/storefront/shopify-token.ts",
    is: "await verifyCurrent(context);",
    becomes: "",
    tests: test("app-proxy"),
  },
  {
    what: "what is due of an order counts as paid to the penny below",
    file: `${folder}/order-update.ts`,
    is: "(goods * due + all - 1n) / all",
    becomes: "(goods * due) / all",
    tests: test("translate"),
  },
  {
    what: "a voided order is paid",
    file: `${folder}/order-update.ts`,
    is: 'new Set(["paid",',
    becomes: 'new Set(["voided", "paid",',
    tests: test("translate"),
  },
  {
    what: "what was kept back of a refund is given back",
    file: `${folder}/refund-update.ts`,
    is: "line.amount - (kept[index] ?? 0)",
    becomes: "line.amount",
    tests: test("translate"),
  },
  {
    what: "a code that may be used twice is taken for ours",
    file: `${folder}/discount.ts`,
    is: " || usageLimit > used + 1) return",
    becomes: ") return",
    tests: test("vouchers"),
  },
  {
    what: "a taken code makes the voucher fail",
    file: `${folder}/publish-voucher.ts`,
    is: '?.code === "TAKEN"',
    becomes: '?.code === "DUPLICATE"',
    tests: test("vouchers"),
  },
  {
    what: "the token goes to any host",
    file: `${folder}/admin-api.ts`,
    is: "|| !/^[a-z0-9][a-z0-9-]*\\.myshopify\\.com$/.test(shop)",
    becomes: "",
    tests: test("vouchers"),
  },
  {
    what: "pages of two states make one order",
    file: `${folder}/read-order.ts`,
    is: "more.order.updatedAt !== order.updatedAt",
    becomes: "more.order.updatedAt === ''",
    tests: test("orders"),
  },
];
