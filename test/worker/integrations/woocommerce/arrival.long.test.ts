/** An order's life in the shop, told by webhooks that are late, doubled, swapped and lost, and then read by its API. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { woocommerce } from "../../../../worker/integrations/woocommerce/index.ts";
import { PROGRAM, StoreUnderTest } from "../../store-under-test.ts";
import { given, line, order, refund, told } from "./fixtures.ts";
import type { StoredOrder } from "./shop-orders.ts";
import { ShopServer } from "./shop-server.ts";

const LATER = Date.UTC(2026, 10, 10);
const BASE = Date.UTC(2026, 10, 2, 10);

/** What may happen next, and after how many seconds: most of it within the same one. */
const step = fc.record({
  wait: fc.constantFrom(0, 0, 0, 1, 60),
  what: fc.constantFrom("pay", "complete", "refund", "cancel", "edit"),
  line: fc.constantFrom(1, 2, 3),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** The order after each step, as a webhook would tell it; the shop is left as it stands in the end. */
function live(steps: Step[], shop: ShopServer): object[] {
  let second = 0;
  let state: Record<string, unknown> = order({
    status: "pending",
    date_paid_gmt: null,
    date_modified_gmt: "2026-11-02T10:00:00",
  });
  const refunds: ReturnType<typeof refund>[] = [];
  const states: object[] = [state];
  for (const { wait, what, line: at } of steps) {
    const before = JSON.stringify(state);
    const paid = { date_paid_gmt: "2026-11-02T10:00:04" };
    if (what === "pay" && state.status === "pending") state = { ...state, ...paid, status: "processing" };
    if (what === "complete" && state.status === "processing") state = { ...state, status: "completed" };
    if (what === "cancel") state = { ...state, status: "cancelled" };
    if (what === "refund" && refunds.length < 3) {
      refunds.push(refund(11 + refunds.length, "10.00", [given(at, "10.00")]));
      state = { ...state, refunds: refunds.map(({ id, amount }) => ({ id, total: `-${String(amount)}` })) };
    }
    // Two edits in one second have no order that anybody could tell.
    const pause = what === "edit" ? 1 : wait;
    if (what === "edit")
      state = { ...state, line_items: [line(1, "50.00"), line(2, "28.00"), line(3, `${at}.50`)] };
    if (JSON.stringify(state) === before) continue;
    second += pause;
    state = { ...state, date_modified_gmt: new Date(BASE + second * 1000).toISOString().slice(0, 19) };
    states.push(state);
  }
  shop.orders.set(1001, state as unknown as StoredOrder);
  shop.refunds.set(1001, refunds);
  return states;
}

async function balanceAfter(bodies: string[]): Promise<number> {
  const store = await StoreUnderTest.make(PROGRAM, LATER);
  const member = await store.member("26");
  for (const body of bodies) {
    const said = told(JSON.parse(body));
    if (said.kind === "order") await store.putOrder(said.orderId, said.update);
  }
  expect(await store.problems()).toEqual([]);
  return (await store.balance(member)).available;
}

const life = fc.record({
  steps: fc.array(step, { minLength: 2, maxLength: 8 }),
  order: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
  lost: fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
});

test("whatever is late, doubled or lost, the points end where they end when all comes in time", async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ steps, order: by, lost }) => {
      const shop = new ShopServer();
      const states = live(steps, shop).map((state) => JSON.stringify(state));
      const read = await woocommerce.readOrder(shop.access(), "1001");
      const detailed = read?.body ?? "";
      const inTime = await balanceAfter([...states, detailed]);
      const kept = states.filter((_, index) => !lost[index]);
      const arrived = [...kept, ...kept, detailed]
        .map((body, index) => ({ body, at: by[index % by.length] ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .map(({ body }) => body);
      expect(await balanceAfter(arrived)).toBe(inTime);
      // Where all webhooks were lost, the reading alone says everything.
      expect(await balanceAfter([detailed])).toBe(inTime);
    }),
    { numRuns: 40 },
  );
});
