/** Tells a store's Worker the invoices, and compares what every member has with what they must have. */
import { inLanes } from "../local/lanes.ts";
import type { Expected } from "./expected.ts";
import type { Telling } from "./file.ts";

/** A call of the store's server; gives back the answer's body, and throws unless it succeeded. */
export type Call = (method: string, path: string, body?: object) => Promise<unknown>;

/** Customers whose orders are told at once. */
const LANES = 16;

/** Tells the orders, sixteen customers at once, each customer's as the file has them. */
export async function tellInvoices(call: Call, tellings: Telling[]): Promise<void> {
  const byCustomer = Map.groupBy(tellings, ({ order }) => order.customer.id);
  await inLanes([...byCustomer.values()], LANES, async (told) => {
    for (const telling of told) await tell(call, telling);
  });
}

/** Tells one state of an order. */
export async function tell(call: Call, { orderId, order }: Telling): Promise<void> {
  await call("PUT", `/v1/orders/${orderId}`, order);
}

interface Page<Item> {
  items: Item[];
  next: string | null;
}
interface Balance {
  available: number;
  pending: number;
  debt: number;
}
interface Tier {
  tier: { id: string | null; figure: number };
}

/** What differs between the members and what they must have, in words; and what the ledger's own check finds. */
export async function differences(call: Call, expected: Map<string, Expected>): Promise<string[]> {
  const found: string[] = [];
  const unseen = new Map(expected);
  for (let cursor: string | null = ""; cursor !== null;) {
    const path = `/v1/members?limit=100${cursor && `&cursor=${cursor}`}`;
    const { items, next } = (await call("GET", path)) as Page<{ id: string; customerId: string }>;
    await inLanes(items, LANES, async ({ id, customerId }) => {
      const { available, pending, debt } = (await call("GET", `/v1/members/${id}/balance`)) as Balance;
      const { tier } = (await call("GET", `/v1/members/${id}/tier`)) as Tier;
      const has: Expected = { available, pending, debt, tier: tier.id, figure: tier.figure };
      const must = unseen.get(customerId);
      unseen.delete(customerId);
      if (must === undefined || words(has) !== words(must))
        found.push(`${customerId} has ${words(has)}, not ${must ? words(must) : "nothing"}`);
    });
    cursor = next;
  }
  for (const customer of unseen.keys()) found.push(`${customer} is no member`);
  return [...found, ...(await problems(call))];
}

function words({ available, pending, debt, tier, figure }: Expected): string {
  return `${available} points, ${pending} pending, ${debt} owed, ${tier ?? "no tier"} by ${figure}`;
}

async function problems(call: Call): Promise<string[]> {
  const found: string[] = [];
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
