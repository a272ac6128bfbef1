/** The documentation's own JSON of orders and customers, kept beside the project and no part of it. */
import { describe, expect, test } from "vitest";
import { translate } from "../../../../worker/integrations/woocommerce/translate.ts";
import type { Told } from "../../../../worker/integrations/platform.ts";
import { StoreUnderTest } from "../../store-under-test.ts";

const files = import.meta.glob<string>("../../../../../shared/payloads/woocommerce/*.json", {
  query: "?raw",
  import: "default",
});

const contents = new Map<string, string>();
for (const [path, load] of Object.entries(files))
  contents.set(path.split("/").at(-1) ?? "", (await load?.()) ?? "");

function file(name: string): string {
  return contents.get(`${name}.json`) ?? "";
}

function listed(): Record<string, unknown>[] {
  return JSON.parse(file("orders.list")) as Record<string, unknown>[];
}

function orderOf(body: string): Extract<Told, { kind: "order" }> {
  const told = translate({ topic: "order.updated", body });
  if (told.kind !== "order") throw new Error(`No order: ${told.kind}`);
  return told;
}

async function dollars(): Promise<StoreUnderTest> {
  return StoreUnderTest.make(undefined, Date.UTC(2026, 10, 1), { currency: "USD" });
}

async function tell(store: StoreUnderTest, ...bodies: string[]): Promise<void> {
  for (const body of bodies) {
    const { orderId, update } = orderOf(body);
    await store.putOrder(orderId, update);
  }
}

describe.skipIf(contents.size === 0)(
  "the documentation's payloads (skipped where ../shared/payloads is absent)",
  () => {
    test("order.created: a guest's paid order of $18, with tax and shipping apart", () => {
      const { orderId, update, abridged } = orderOf(file("order.created"));
      expect(orderId).toBe("727");
      expect(abridged).toBeUndefined();
      expect(update).toMatchObject({
        customer: { email: "john.doe@example.com", firstName: "John" },
        currency: "USD",
        placedAt: "2017-03-22T19:28:02.000Z",
        paidAt: "2017-03-22T19:28:08.000Z",
        fulfilledAt: null,
        lines: [
          { id: "315", productId: "93", quantity: 2, amount: 600, discount: 0, tax: 45 },
          {
            id: "316",
            name: "Ship Your Idea – Color: Black, Size: M Test",
            sku: "Bar3",
            amount: 1200,
            tax: 90,
          },
        ],
        shipping: { amount: 1000, tax: 0 },
      });
      expect(update.customer).not.toHaveProperty("id");
      expect(update.lines[0]).not.toHaveProperty("sku");
    });

    test("order.updated: the same order, later and completed", () => {
      const { update } = orderOf(file("order.updated"));
      expect(update.fulfilledAt).toBe("2017-03-22T19:30:35.000Z");
      expect(update.updatedAt > orderOf(file("order.created")).update.updatedAt).toBe(true);
    });

    test("orders.list: an order that is completed without a day of payment is paid, and has two refunds", () => {
      const { update, abridged } = orderOf(JSON.stringify(listed()[1]));
      expect(update.customer).toEqual({ id: "26", email: "joao.silva@example.com", firstName: "João" });
      expect(update.paidAt).toBe("2017-03-21T19:16:00.000Z");
      expect(update.refunds.map((each) => each.id)).toEqual(["724", "726"]);
      expect(abridged).toBe(true);
    });

    test("order-refund: read with its order, it is the refund that the order lists", () => {
      const refunds = [JSON.parse(file("order-refund")) as unknown, { id: 724, total: "-9.00" }];
      const { update } = orderOf(JSON.stringify({ ...listed()[1], refunds }));
      expect(update.refunds[1]).toMatchObject({ id: "726", refundedAt: "2017-03-21T20:07:11.000Z" });
    });

    test("customer and coupon", () => {
      expect(translate({ topic: "customer.created", body: file("customer") })).toEqual({
        kind: "customer",
        customer: {
          id: "25",
          email: "john.doe@example.com",
          firstName: "John",
          phone: "(555) 555-5555",
          updatedAt: Date.UTC(2017, 2, 21, 19, 9, 30),
        },
      });
      expect(translate({ topic: "coupon.created", body: file("coupon") })).toMatchObject({ kind: "nothing" });
    });

    test("webhook: what describes a webhook is no delivery", () => {
      expect(() => translate({ topic: "order.updated", body: file("webhook") })).toThrow(
        "not as WooCommerce documents",
      );
    });

    test("created, updated and listed, forwards and backwards: 18 points for the $18 of goods", async () => {
      const states = [file("order.created"), JSON.stringify(listed()[0]), file("order.updated")];
      for (const bodies of [states, [...states].reverse()]) {
        const store = await dollars();
        const member = await store.member("25", { email: "john.doe@example.com" });
        await tell(store, ...bodies);
        expect((await store.balance(member)).available).toBe(18);
        expect(await store.problems()).toEqual([]);
      }
    });

    test("$29 of goods with refunds of $10 and $9: 10 points, whether the refunds are read by line or not", async () => {
      const album = {
        id: 724,
        amount: "9.00",
        date_created_gmt: "2017-03-21T19:55:37",
        line_items: [
          {
            id: 314,
            total: "-9.00",
            total_tax: "0.00",
            meta_data: [{ id: 2076, key: "_refunded_item_id", value: "311" }],
          },
        ],
      };
      const read = { ...listed()[1], refunds: [JSON.parse(file("order-refund")) as unknown, album] };
      for (const body of [listed()[1], read]) {
        const store = await dollars();
        const member = await store.member("26");
        await tell(store, JSON.stringify(body));
        expect((await store.balance(member)).available).toBe(10);
      }
    });
  },
);
