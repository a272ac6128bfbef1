/** Tells a store's Worker the invoices, and compares every member's balance with what they must have. */
import { inLanes } from "../local/lanes.ts";
import type { Telling, Tellings } from "./file.ts";

/** A call of the store's server; gives back the answer's body, and throws unless it succeeded. */
export type Call = (method: string, path: string, body?: object) => Promise<unknown>;

/** Orders told at once. */
const LANES = 16;

/** One point a pound, at once and for ever: what the file alone can say. */
export const program = { name: "Invoices", earning: { order: { points: 1, per: 100 } } };

/** Tells the orders as the file has them, sixteen at once. */
export async function tellInvoices(call: Call, tellings: Telling[]): Promise<void> {
  await inLanes(tellings, LANES, async ({ orderId, order }) => {
    await call("PUT", `/v1/orders/${orderId}`, order);
  });
}

interface Page<Item> {
  items: Item[];
  next: string | null;
}
type Balance = Record<"available" | "pending" | "debt", number>;

/** What differs between the members' balances and the file, in words; and what the ledger's own check finds. */
export async function differences(call: Call, { expected }: Tellings): Promise<string[]> {
  const found: string[] = [];
  const unseen = new Map(expected);
  for (let cursor: string | null = ""; cursor !== null;) {
    const path = `/v1/members?limit=100${cursor && `&cursor=${cursor}`}`;
    const { items, next } = (await call("GET", path)) as Page<{ id: string; customerId: string }>;
    await inLanes(items, LANES, async ({ id, customerId }) => {
      const points = unseen.get(customerId);
      unseen.delete(customerId);
      const { available, pending, debt } = (await call("GET", `/v1/members/${id}/balance`)) as Balance;
      if (available !== points || pending !== 0 || debt !== 0)
        found.push(
          `${customerId} has ${available} (${pending} pending, ${debt} owed), not ${points ?? "nothing"}`,
        );
    });
    cursor = next;
  }
  for (const customer of unseen.keys()) found.push(`${customer} is no member`);
  for (let cursor: string | null = ""; cursor !== null;) {
    const checked = (await call("GET", `/v1/ledger/check${cursor && `?cursor=${cursor}`}`)) as {
      problems: { memberId: string; problem: string; detail: string }[];
      next: string | null;
    };
    for (const { memberId, problem, detail } of checked.problems)
      found.push(`${memberId}: ${problem}, ${detail}`);
    cursor = checked.next;
  }
  return found;
}
