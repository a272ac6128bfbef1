/** An order by a guest and the delivery that makes the address a member's end alike, whichever came first. */
import { expect, test } from "vitest";
import { withDatabase } from "../database/bindings.ts";
import { contents } from "../database/contents.ts";
import { environment, order, START, StoreUnderTest } from "../store-under-test.ts";
import { inboxOf } from "./inbox.ts";
import { TillConnection, withTill, type Said } from "./till-system.ts";

withTill();

const guest = (orderId: string, more: object = {}): Said => ({
  kind: "order",
  orderId,
  update: order("", 5000, START, { customer: { email: "Anna@example.com" }, ...more }),
});
const annasOrder: Said = {
  kind: "order",
  orderId: "1002",
  update: order("anna", 3000, START, { customer: { id: "anna", email: "anna@example.com" } }),
};
const account: Said = {
  kind: "customer",
  customer: { id: "anna", email: "anna@example.com", firstName: "Anna", phone: null },
};
const someoneElse: Said = {
  kind: "customer",
  customer: { id: "ben", email: "ben@example.com", firstName: "Ben", phone: null },
};

async function connected() {
  const store = await StoreUnderTest.make();
  return { store, till: await TillConnection.of(store) };
}

async function pointsOf(store: StoreUnderTest, customerId: string): Promise<number> {
  const answer = await store.server("GET", `/v1/members?customerId=${customerId}`);
  const { items } = JSON.parse(answer.text) as { items: { id: string }[] };
  expect(await store.problems()).toEqual([]);
  return (await store.balance(items[0]?.id ?? "")).available;
}

test.each<[string, Said[], number]>([
  ["the account", [guest("1001"), account], 50],
  ["another order that names the customer", [guest("1001"), annasOrder], 80],
  ["the account, and then another order", [guest("1001"), account, annasOrder], 80],
])("the guest's order is the member's who comes by %s, before it or after", async (_, deliveries, points) => {
  for (const arrival of [deliveries, [...deliveries].reverse()]) {
    const { store, till } = await connected();
    for (const said of arrival) await till.deliver(said);
    expect(await pointsOf(store, "anna")).toBe(points);
    expect((await inboxOf(store)).map(({ status }) => status)).toEqual(arrival.map(() => "done"));
  }
});

test("an account with another address changes nothing of it", async () => {
  const { store, till } = await connected();
  await till.deliver(guest("1001"));
  const before = await inboxOf(store);
  await till.deliver(someoneElse);
  expect((await inboxOf(store)).slice(0, 1)).toEqual(before);
  expect(await pointsOf(store, "ben")).toBe(0);
});

test("another store's guest with the same address stays a guest", async () => {
  const [here, there] = [await connected(), await connected()];
  await there.till.deliver(guest("1001"));
  const before = await contents(there.store.id);
  await here.till.deliver(account);
  expect(await contents(there.store.id)).toEqual(before);
});

test("an order that was read before the address joined, and written after, is told again", async () => {
  const { store, till } = await connected();
  let isOrderWritten = false;
  let hasJoined = false;
  store.environment = withDatabase({
    prepare: (query) => {
      if (/insert into "?orders"?/i.test(query)) isOrderWritten = true;
      return environment.DB.prepare(query);
    },
    batch: async <T>(statements: D1PreparedStatement[]) => {
      if (isOrderWritten && !hasJoined) {
        hasJoined = true;
        await store.member("anna", { email: "anna@example.com" });
      }
      return environment.DB.batch<T>(statements);
    },
  });
  await till.deliver(guest("1001"));
  expect(hasJoined).toBe(true);
  expect(await pointsOf(store, "anna")).toBe(50);
  expect(await inboxOf(store)).toMatchObject([{ status: "done", attempts: 2 }]);
});

test("a state that is no longer the order's is not told again for ever", async () => {
  const { store, till } = await connected();
  const later = new Date(START + 60_000).toISOString();
  await till.deliver(account);
  await till.deliver(guest("1001", { updatedAt: later, customer: { email: "guest@example.com" } }));
  await till.deliver(guest("1001"));
  expect(await inboxOf(store)).toMatchObject([{ status: "done" }, { status: "done" }, { status: "done" }]);
  expect((await inboxOf(store))[2]?.attempts).toBeLessThanOrEqual(3);
  expect(await pointsOf(store, "anna")).toBe(0);
});
