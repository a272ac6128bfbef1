import type { Mutant } from "./mutant.ts";

const FOLDER = "worker/integrations/woocommerce";
const TESTS = "integrations/woocommerce";

/** What WooCommerce tells, and what it is asked. */
export const woocommerce: Mutant[] = [
  {
    what: "WooCommerce: an empty secret lets everybody in",
    file: `${FOLDER}/signature.ts`,
    is: 'if (secret === "") return false;',
    becomes: 'if (secret === "") return true;',
    tests: [`${TESTS}/signature.test.ts`],
  },
  {
    what: "WooCommerce: only the first of two live secrets is tried",
    file: `${FOLDER}/signature.ts`,
    is: "secrets.map((secret) =>",
    becomes: "secrets.slice(0, 1).map((secret) =>",
    tests: [`${TESTS}/signature.test.ts`],
  },
  {
    what: "WooCommerce: each line is rounded by itself, and the sum drifts",
    file: `${FOLDER}/money.ts`,
    is: "byRemainder.slice(0, left)",
    becomes: "byRemainder.filter((each) => each.remainder * 2n >= scale && left > -1)",
    tests: [`${TESTS}/money.test.ts`],
  },
  {
    what: "WooCommerce: a fee below nothing is dropped",
    file: `${FOLDER}/order-lines.ts`,
    is: "const taken = split(Math.min(Math.max(0, below), whole), weights);",
    becomes: "const taken = split(Math.min(Math.max(0, below), 0 * whole), weights);",
    tests: [`${TESTS}/orders.test.ts`],
  },
  {
    what: "WooCommerce: of the states of one second the hash decides",
    file: `${FOLDER}/order-times.ts`,
    is: "return progress * 100 +",
    becomes: "return 0 * progress +",
    tests: [`${TESTS}/orders.test.ts`, `${TESTS}/balances.test.ts`],
  },
  {
    what: "WooCommerce: an order that was completed without a day of payment is unpaid",
    file: `${FOLDER}/order-times.ts`,
    is: "(PAID.has(status) ? placed : null)",
    becomes: "(PAID.has(status) ? null : null)",
    tests: [`${TESTS}/orders.test.ts`],
  },
  {
    what: "WooCommerce: a refund takes tax for goods",
    file: `${FOLDER}/refunds.ts`,
    is: "parts.flatMap((part) => [part.amount, part.tax]),",
    becomes: "parts.flatMap((part) => [part.amount, 0 * part.tax]),",
    tests: [`${TESTS}/refunds.test.ts`],
  },
  {
    what: "WooCommerce: a refund gives back more than there is",
    file: `${FOLDER}/refunds.ts`,
    is: "amount: Math.max(0, Math.min(amount, part.amount)),",
    becomes: "amount: Math.max(0, amount),",
    tests: [`${TESTS}/refunds.test.ts`],
  },
  {
    what: "WooCommerce: a refunded order without a list keeps its points",
    file: `${FOLDER}/refunds.ts`,
    is: 'if (woo.status !== "refunded" ||',
    becomes: 'if (woo.status !== "refunded!" ||',
    tests: [`${TESTS}/refunds.test.ts`],
  },
  {
    what: "WooCommerce: changed orders of the very second are passed over",
    file: `${FOLDER}/changed-orders.ts`,
    is: "return { status, since, after: since - 1 };",
    becomes: "return { status, since, after: since };",
    tests: [`${TESTS}/api.test.ts`],
  },
  {
    what: "WooCommerce: a second with more orders than a page holds is read forwards",
    file: `${FOLDER}/changed-orders.ts`,
    is: "const next = page === 0 ? pages : page - 1;",
    becomes: "const next = page >= pages ? 0 : page + 1;",
    tests: [`${TESTS}/api.test.ts`],
  },
  {
    what: "WooCommerce: the bin is not asked for",
    file: `${FOLDER}/changed-orders.ts`,
    is: 'return at.status === "any" ? beginning(at.since, "trash") : null;',
    becomes: 'return at.status !== "any" ? beginning(at.since, "trash") : null;',
    tests: [`${TESTS}/api.test.ts`],
  },
  {
    what: "WooCommerce: a coupon's expiry is sent in the field that is ignored",
    file: `${FOLDER}/coupon.ts`,
    is: "    date_expires: expiresAt === null",
    becomes: "    date_expires: null, date_expires_gmt: expiresAt === null",
    tests: [`${TESTS}/coupons.test.ts`],
  },
  {
    what: "WooCommerce: another's coupon is taken for ours",
    file: `${FOLDER}/coupon.ts`,
    is: "isAmount(asked.amount, found.amount) &&",
    becomes: "",
    tests: [`${TESTS}/coupons.test.ts`],
  },
  {
    what: "WooCommerce: the key goes over http",
    file: `${FOLDER}/api.ts`,
    is: 'if (!shop.startsWith("https://"))',
    becomes: 'if (!shop.startsWith("http"))',
    tests: [`${TESTS}/api.test.ts`],
  },
  {
    what: "WooCommerce: a shop that asks for a pause is called refused",
    file: `${FOLDER}/api.ts`,
    is: "status === 429 ||",
    becomes: "",
    tests: [`${TESTS}/api.test.ts`],
  },
  {
    what: "A mail tool's event can change whom a campaign writes to",
    file: "worker/events/mail-tools/customer-io.ts",
    is: '"from_address", "recipient", "reply_to"',
    becomes: '"from_address", "reply_to"',
    tests: ["events/mail-tools/mail-tools.test.ts"],
  },
];
