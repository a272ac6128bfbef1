/** A store with tiers, and what its tests read of it. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { panelSchema, type PanelAnswer } from "../../../worker/storefront/answers.ts";
import { tierSchema, type TierAnswer } from "../../../worker/tiers/answers.ts";
import { postTierChanges } from "../../../worker/tiers/post-tier-changes.ts";
import {
  environment,
  order,
  PROGRAM,
  type StoreUnderTest,
  type OrderInput,
  type ProgramInput,
} from "../store-under-test.ts";

type TiersInput = NonNullable<ProgramInput["tiers"]>;

export const LEVELS = [
  { id: "bronze", name: "Bronze", threshold: 0 },
  {
    id: "silver",
    name: "Silver",
    threshold: 100_000,
    multiplier: 1.25,
    bonus: 100,
    benefits: ["Free shipping"],
  },
  { id: "gold", name: "Gold", threshold: 500_000, multiplier: 1.5, bonus: 500, benefits: ["Early access"] },
];

/** The usual program with tiers from nothing, £1,000 and £5,000 in a calendar year; `more` replaces what is usual. */
export function tiered(more: Partial<TiersInput> = {}, program: Partial<ProgramInput> = {}): ProgramInput {
  return { ...PROGRAM, tiers: { levels: LEVELS, ...more }, ...program };
}

/** An order of `pounds` at the store's time, by which `more` may be refunded and so on. */
export async function buy(
  store: StoreUnderTest,
  customerId: string,
  id: string,
  pounds: number,
  more: Partial<OrderInput> = {},
): Promise<string> {
  const answer = await store.putOrder(id, order(customerId, pounds * 100, store.now, more));
  return answer.order.memberId ?? "";
}

export async function tierOf(store: StoreUnderTest, memberId: string): Promise<TierAnswer> {
  const answer = await store.server("GET", `/v1/members/${memberId}/tier`);
  const { tier } = answer.as(z.object({ tier: tierSchema.nullable() }));
  if (!tier) throw new Error("The program has no tiers.");
  return tier;
}

export async function panelOf(store: StoreUnderTest, customerId: string): Promise<PanelAnswer> {
  const session = await store.session(customerId);
  return (await store.page("GET", "/storefront/panel", { session })).as(panelSchema);
}

/** Runs the job for the store as often as there is something due, and gives back how many were. */
export async function runJob(store: StoreUnderTest, limit = 100): Promise<number> {
  let due = 0;
  for (let found = limit; found === limit; due += found)
    found = await postTierChanges(databaseOf(environment), { now: store.now, storeId: store.id }, limit);
  return due;
}

/** The moves that the store's members were told of, in the order in which it happened. */
export async function movesTold(store: StoreUnderTest): Promise<string[]> {
  const rows = await databaseOf(environment).all(
    sql`SELECT data ->> '$.from.id' AS "from", data ->> '$.to.id' AS "to", data ->> 'direction' AS direction FROM notices
      WHERE store_id = ${store.id} AND kind = 'tier_changed' ORDER BY number`,
  );
  const told = z.array(
    z.object({ from: z.string().nullable(), to: z.string().nullable(), direction: z.string() }),
  );
  return told.parse(rows).map(({ from, to, direction }) => `${from ?? "-"} ${to ?? "-"} ${direction}`);
}

/** The entries about bonuses, in the order in which they were posted: rule and points. */
export async function bonusEntries(store: StoreUnderTest): Promise<string[]> {
  const rows = await databaseOf(environment).all(
    sql`SELECT reason ->> 'rule' AS rule, reason ->> 'tier' AS tier, points FROM entries
      WHERE store_id = ${store.id} AND source LIKE 'tier:%' ORDER BY id`,
  );
  const posted = z.array(z.object({ rule: z.string(), tier: z.string(), points: z.int() })).parse(rows);
  return posted.map(({ rule, tier, points }) => `${rule} ${tier} ${points}`);
}
