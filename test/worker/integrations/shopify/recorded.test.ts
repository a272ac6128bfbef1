/** What Shopify really sent, recorded: beside the project and no part of it. */
import { expect, test } from "vitest";
import { z } from "zod";
import type { Told } from "../../../../worker/integrations/platform.ts";
import { shopify } from "../../../../worker/integrations/shopify/index.ts";
import { keptGoods } from "../../../../worker/program/order-points.ts";
import { PROGRAM, START, StoreUnderTest } from "../../store-under-test.ts";
import { bytesOf, signed } from "./signed.ts";

const files = import.meta.glob<string>("../../../../../shared/payloads/shopify/*.json", {
  query: "?raw",
  import: "default",
});
const recorded = z.object({ headers: z.record(z.string(), z.string()), body: z.unknown() });

const ORDER = "820982911946154508";
const CUSTOMER = "706405506930370084";

/** A voided and cancelled order of two iPods: its id is past 2^53, and the "paid" one says that it is voided. */
const order = {
  kind: "order",
  orderId: ORDER,
  update: {
    customer: { id: "115310627314723954", email: "john@example.com", firstName: "John" },
    currency: "USD",
    placedAt: "2022-01-01T00:00:00.000Z",
    updatedAt: "2022-01-01T00:00:00.000Z",
    paidAt: null,
    cancelledAt: "2022-01-01T00:00:00.000Z",
    fulfilledAt: null,
    lines: [
      { id: "866550311766439020", amount: 19_900, discount: 0, quantity: 1 },
      { id: "141249953214522974", amount: 19_900, discount: 0, quantity: 1 },
    ],
    shipping: { amount: 1000, tax: 0 },
    refunds: [],
    vouchers: [],
  },
};
const customer = {
  kind: "customer",
  customer: { id: CUSTOMER, email: "bob@biller.com", firstName: "Bob", phone: null },
};

const expected: Record<string, object> = {
  "orders.create": order,
  "orders.paid": order,
  "orders.updated": order,
  "orders.cancelled": order,
  "orders.fulfilled": order,
  // The number was rounded before it was recorded, and no other id stands beside it.
  "orders.edited": { kind: "order_changed", orderId: "820982911946154500" },
  "refunds.create": {
    kind: "refund",
    orderId: "820982911946154500",
    refund: {
      id: "890088186047892319",
      lines: [
        { lineId: "866550311766439020", amount: 19_900, tax: 0 },
        { lineId: "141249953214522974", amount: 19_900, tax: 0 },
      ],
      amount: 0,
    },
  },
  "customers.create": customer,
  "customers.update": customer,
  "customers.delete": { kind: "customer_deleted", customerId: CUSTOMER },
  // It failed: nobody was merged.
  "customers.merge": { kind: "nothing" },
  "discounts.create": { kind: "nothing" },
  "shop.update": { kind: "nothing" },
};

const skipped = "(skipped where ../shared/payloads is absent)";
const present = Object.entries(files).map(([path, load]) => ({
  name: path.replace(/^.*\/(.+)\.json$/, "$1"),
  load,
}));

async function toldBy(load: () => Promise<string>): Promise<{ told: Told; isSigned: boolean }> {
  const { headers, body } = recorded.parse(JSON.parse(await load()));
  // The raw text of the body, so that its numbers are not rounded once more here.
  const raw = JSON.stringify(body);
  const bytes = bytesOf(raw);
  const resigned = new Headers({ ...headers, "x-shopify-hmac-sha256": await signed("hush", bytes) });
  const topic = shopify.topicOf(resigned) ?? "";
  return {
    told: shopify.translate({ topic, body: raw }),
    isSigned: await shopify.isSigned(resigned, bytes, ["hush"]),
  };
}

test.skipIf(present.length === 0)(
  `every recorded payload is expected here, and the other way round ${skipped}`,
  () => {
    expect(present.map(({ name }) => name).sort()).toEqual(Object.keys(expected).sort());
  },
);

for (const name of Object.keys(expected)) {
  const file = present.find((each) => each.name === name);
  test.skipIf(!file)(`every payload goes through: ${name} ${skipped}`, async () => {
    const { told, isSigned } = await toldBy(file?.load ?? (() => Promise.resolve("")));
    expect(isSigned).toBe(true);
    expect(told).toMatchObject(expected[name] ?? {});
  });
}

test.skipIf(present.length === 0)(
  `the trap of the paid event that is voided: it is worth nothing ${skipped}`,
  async () => {
    const file = present.find(({ name }) => name === "orders.paid");
    const { told } = await toldBy(file?.load ?? (() => Promise.resolve("")));
    if (told.kind !== "order") throw new Error("An order was told.");
    expect(told.update.paidAt).toBeNull();
    // The goods are there, and would have earned.
    expect(keptGoods(told.update, told.update.refunds)).toBe(39_800);
  },
);

test.skipIf(present.length === 0)(
  `what was sent ends in the balances that a person expects ${skipped}`,
  async () => {
    const store = await StoreUnderTest.make(PROGRAM, START, { currency: "USD" });
    const bodyOf = async (name: string) => {
      const file = present.find((each) => each.name === name);
      return z
        .record(z.string(), z.unknown())
        .parse(recorded.parse(JSON.parse((await file?.load?.()) ?? "")).body);
    };
    const tell = async (body: Record<string, unknown>) => {
      const told = shopify.translate({ topic: "orders/updated", body: JSON.stringify(body) });
      if (told.kind !== "order") throw new Error("An order was told.");
      return store.putOrder(told.orderId, told.update);
    };
    const sent = await bodyOf("orders.paid");
    // Voided and cancelled: nothing.
    expect(await tell(sent)).toMatchObject({ posted: 0, balance: { available: 0, debt: 0 } });
    const paid = {
      ...sent,
      financial_status: "paid",
      cancelled_at: null,
      updated_at: "2022-01-01T01:00:00Z",
    };
    // Two iPods of $199; the postage of $10 earns nothing.
    expect(await tell(paid)).toMatchObject({ posted: 398, balance: { available: 398 } });
    const refunds = [await bodyOf("refunds.create")];
    const refunded = { ...paid, financial_status: "refunded", refunds, updated_at: "2022-01-02T00:00:00Z" };
    expect(await tell(refunded)).toMatchObject({ posted: -398, balance: { available: 0, debt: 0 } });
    expect(await store.problems()).toEqual([]);
  },
);
