import { expect } from "vitest";
import { orderAnswerSchema } from "../../../../worker/orders/answers.ts";
import type { OrderUpdate } from "../../../../worker/program/order.ts";
import { tell as modelTell } from "../model/orders.ts";
import { changed, placed } from "../order-states.ts";
import type { SideBySide } from "../side-by-side.ts";
import { customerAt, oneOf, type Do } from "./picks.ts";

export async function placeOrder(both: SideBySide, drawn: Do<"order">): Promise<void> {
  const voucher = drawn.voucher === null ? null : codeAt(both, drawn.voucher);
  const state = placed(customerAt(drawn.customer), both.now - 1, drawn, both.world.currency, voucher);
  const order = { id: `order-${both.orders.length + 1}`, states: [state] };
  both.orders.push(order);
  if (drawn.isTold) await tell(both, order.id, state);
}

export async function changeOrder(
  both: SideBySide,
  { order: pick, change, isTold }: Do<"change">,
): Promise<void> {
  const order = oneOf(both.orders, pick);
  const latest = order?.states.at(-1);
  const voucherAt = (code: number) => codeAt(both, code);
  const next = latest && changed(latest, change, both.now - 1, { customerAt, voucherAt });
  if (!order || !next) return;
  order.states.push(next);
  if (isTold) await tell(both, order.id, next);
}

/** Any of an order's states so far, once more or for the first time. */
export async function tellAgain(both: SideBySide, { order: pick, state: which }: Do<"tell">): Promise<void> {
  const order = oneOf(both.orders, pick);
  const state = order && oneOf(order.states, which);
  if (state) await tell(both, order.id, state);
}

async function tell(both: SideBySide, id: string, state: OrderUpdate): Promise<void> {
  const { store, world } = both;
  const answer = await store.server("PUT", `/v1/orders/${id}`, { body: state });
  expect(answer.status, answer.text).toBe(200);
  const { order, posted, stale, balance, vouchers } = answer.as(orderAnswerSchema);
  const expected = modelTell(world, id, state, both.now);
  const known = world.orders.get(id);
  const owner = known?.owner ?? null;
  expect({ posted, stale, points: order.points, balance }).toEqual({
    ...expected,
    points: known?.points,
    balance: owner === null ? null : both.balanceOf(owner),
  });
  const named = known?.state.cancelledAt === null ? known.state.vouchers : [];
  expect(vouchers.map(({ code, accepted }) => ({ code, accepted }))).toEqual(
    named.map((code) => ({ code, accepted: isUsedOn(both, code, id) })),
  );
}

function isUsedOn({ world }: SideBySide, code: string, orderId: string): boolean {
  const voucher = world.vouchers.get(code);
  return voucher?.status === "used" && voucher.orderId === orderId;
}

function codeAt({ world }: SideBySide, pick: number): string | null {
  return oneOf([...world.vouchers.keys()], pick) ?? null;
}
