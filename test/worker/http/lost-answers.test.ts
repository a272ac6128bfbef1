/** Promise 5: a write whose answer was lost can be sent again, and changes nothing more. */
import { beforeAll, describe, expect, test } from "vitest";
import { losesOneAnswer } from "../database/bindings.ts";
import { contents } from "../database/contents.ts";
import { DAY, environment, order, START } from "../store-under-test.ts";
import { endpoints, methodOf, send, takesKey, writes } from "./endpoints.ts";
import { furnish, type Furnished } from "./furnished-store.ts";

/** Some calls take a body and write nothing, so there is no answer to lose. */
const writing = endpoints.filter(
  (each) => writes(each) && (methodOf(each.route) !== "POST" || takesKey(each)),
);

/** A whole store in which each route is called once: none takes another's things. */
let at: Furnished;
beforeAll(async () => {
  at = await furnish();
});

describe.each(writing)("$route", (endpoint) => {
  test("the first answer is lost after it was written; the second is right and writes nothing more", async () => {
    const request = await endpoint.request(at);
    const losing = losesOneAnswer();
    at.store.environment = losing.environment;
    const call = methodOf(endpoint.route) === "POST" ? { key: `again ${endpoint.route}` } : {};
    const first = await send(at, endpoint, request, call);
    at.store.environment = environment;
    expect(losing.lost).toBe(1);
    expect([first.status, first.problem().code]).toEqual([500, "internal_error"]);

    const after = await contents(at.store.id);
    const second = await send(at, endpoint, request, call);
    expect(`${second.status} ${second.text}`).toMatch(/^20[01] /);
    expect(await contents(at.store.id)).toEqual(after);
    expect((await send(at, endpoint, request, call)).text).toBe(second.text);
    expect(await at.store.problems()).toEqual([]);
  });
});

describe("what the second answer says is what the first wrote", () => {
  test("an order's points, the balance after it, its voucher and its referral", async () => {
    const { store, friendVoucher } = await furnish((at) => at.friendVoucher);
    const placed = order("ben", 8000, START + DAY, {
      customer: { id: "ben", email: "ben@example.com" },
      discount: 1000,
      vouchers: [friendVoucher],
    });
    store.now = START + DAY;
    store.environment = losesOneAnswer().environment;
    expect((await store.server("PUT", "/v1/orders/2001", { body: placed })).status).toBe(500);
    store.environment = environment;
    expect(await store.putOrder("2001", placed)).toMatchObject({
      posted: 70,
      stale: false,
      balance: { available: 70 },
      vouchers: [{ code: friendVoucher, accepted: true }],
      referral: { status: "pending" },
    });
  });

  test("a customer's first session: one member, and the second call lets them in", async () => {
    const { store } = await furnish(({ memberId }) => memberId);
    const token = await store.token("newcomer", { claims: { email: "new@example.com" } });
    store.environment = losesOneAnswer().environment;
    const first = await store.page("POST", "/storefront/sessions", { body: { token } });
    store.environment = environment;
    expect(first.status).toBe(500);
    const after = await contents(store.id);
    expect((await store.page("POST", "/storefront/sessions", { body: { token } })).status).toBe(200);
    expect(await contents(store.id)).toEqual(after);
  });

  test("a refund sent again after its answer was lost takes the points once", async () => {
    const { store, orderId, memberId } = await furnish((at) => at.voucher);
    const refunded = order("anna", 1_000_000, START, {
      updatedAt: new Date(START + DAY).toISOString(),
      refunds: [{ id: "r1", refundedAt: new Date(START + DAY).toISOString(), amount: 100_000 }],
    });
    store.environment = losesOneAnswer().environment;
    await store.server("PUT", `/v1/orders/${orderId}`, { body: refunded });
    store.environment = environment;
    expect((await store.putOrder(orderId, refunded)).posted).toBe(-1000);
    expect(await store.balance(memberId)).toMatchObject({ available: 8500 });
  });
});
