/** Which deliveries are worked at once, and which states of an order need not be put. */
import { expect, test } from "vitest";
import { inRounds, keysOf, latestOfEach } from "../../../worker/integrations/inbox/rounds.ts";
import type { Told } from "../../../worker/integrations/platform.ts";
import { orderUpdate } from "../../../worker/program/order.ts";
import { order, START } from "../store-under-test.ts";

const told = (orderId: string, customer: object | null, minutes = 0, vouchers: string[] = []): Told => ({
  kind: "order",
  orderId,
  update: orderUpdate.parse({
    ...order("x", 1000, START, { vouchers }),
    customer,
    updatedAt: new Date(START + minutes * 60_000).toISOString(),
  }),
});

test("what has nothing in common is one round; what has comes after, in its order", () => {
  const rounds = inRounds(["a1", "b1", "a2", "c", "b2", "a3", "ab"], (item) => item.match(/[abc]/g) ?? []);
  expect(rounds).toEqual([["a1", "b1", "c"], ["a2", "b2"], ["a3"], ["ab"]]);
  expect(inRounds([], () => [])).toEqual([]);
  expect(inRounds(["a", "b"], () => [])).toEqual([["a", "b"]]);
});

test("a guest's order and a customer's meet by the address, whatever its capitals, and orders by their voucher", () => {
  const shared = (a: Told, b: Told) => keysOf(a).some((key) => keysOf(b).includes(key));
  expect(
    shared(told("1", { email: "Anna@Example.com" }), told("2", { id: "a", email: "anna@example.com" })),
  ).toBe(true);
  expect(shared(told("1", { id: "a" }), told("2", { id: "b" }))).toBe(false);
  expect(shared(told("1", null), told("2", null))).toBe(false);
  expect(shared(told("1", null, 0, ["JUN-1"]), told("2", null, 0, ["jun-1"]))).toBe(true);
  expect(shared(told("1", { id: "a" }), { kind: "order_changed", orderId: "1" })).toBe(true);
  const merged: Told = { kind: "customers_merged", from: "b", into: "a" };
  expect(shared(merged, told("1", { id: "a" })) && shared(merged, told("2", { id: "b" }))).toBe(true);
});

test("of several states the latest is put; of the same instant both, and one that names another customer as well", () => {
  const anna = { id: "anna" };
  const states = [
    told("1", anna, 5),
    told("1", anna, 9),
    told("1", anna, 0),
    told("1", { id: "ben" }, 1),
    told("2", anna, 3),
    told("2", anna, 3, ["V"]),
  ].map((each) => ({ told: each }));
  const { put, later } = latestOfEach(states);
  const [first, latest, placed] = states;
  expect(put).toEqual(states.filter((each) => each !== first && each !== placed));
  expect([...later]).toEqual([
    [first, latest],
    [placed, latest],
  ]);
});
