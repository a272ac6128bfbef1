import { refundable, type Order } from "../shop/order.ts";
import { juniperCircle } from "./program.ts";

const day = 86_400_000; // milliseconds
const { earning, rewards } = juniperCircle;

export type Reward = (typeof rewards)[number];

/** What an order is worth in points by the rules of the program: a point for each whole pound kept. */
function pointsFor(order: Order): number {
  if (order.cancelledAt !== null) return 0;
  const kept = [...refundable(order).values()].reduce((sum, amount) => sum + amount, 0);
  return Math.floor(kept / earning.order.per) * earning.order.points;
}

/** Keeps count of a make-believe shopper's points, so that they only redeem what they have. */
export class Purse {
  #orders = new Map<string, { order: Order; availableAt: number }>();
  #spent = 0;

  /** Notes an order, or its new state. `placedAt` starts the hold. */
  note(name: string, order: Order): void {
    this.#orders.set(name, { order, availableAt: Date.parse(order.placedAt) + earning.holdDays * day });
  }

  spend(points: number): void {
    this.#spent += points;
  }

  /** The points they could spend at that time. */
  availableAt(at: number): number {
    let points: number = earning.signUp - this.#spent;
    for (const { order, availableAt } of this.#orders.values())
      if (availableAt <= at) points += pointsFor(order);
    return points;
  }

  /** The largest reward they could have at that time. */
  affordableAt(at: number): Reward | undefined {
    const points = this.availableAt(at);
    return rewards.findLast((reward) => reward.points <= points);
  }
}
