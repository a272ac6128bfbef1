import { sql } from "drizzle-orm";
import { databaseOf, type Database } from "../../database/client.ts";
import { countQueries } from "../../database/counted.ts";
import type { Environment } from "../../environment.ts";
import { outboundOf } from "../../http/outbound.ts";
import { configurationOfStore, forgetConfiguration } from "../../stores/configuration.ts";
import { storeContext } from "../../stores/store-context.ts";
import { settleAndClaim, type Worked } from "./claim.ts";
import { workTogether } from "./work-together.ts";

/** D1 takes 1,000 queries of one invocation; these are left for what is no delivery. */
const MOST_QUERIES = 940;

/** What a delivery takes, amply: an order with tiers, caps and vouchers, read and written. */
const QUERIES_A_DELIVERY = 45;

/** What taking deliveries and writing what came of them takes. */
const QUERIES_A_SLICE = 15;

/** Deliveries that are worked at once. */
const SLICE = 20;

/** How long a run goes on, milliseconds: after an answer, a Worker has 30 seconds. */
const LONGEST = 20_000;

export interface Drained {
  /** How many were worked. */
  worked: number;
  /** Whether it stopped before all that was due had been. */
  isMoreDue: boolean;
}

/**
 * Works the store's deliveries that are due at `now` (the real time, milliseconds), as many as one invocation may. This
 * is all that working them is, after an answer, behind the queue and in the job; it may stop anywhere, run again, and
 * run beside itself. What it was asked before it began counts as `asked` queries.
 */
export async function drainInbox(
  environment: Environment,
  storeId: string,
  now: number,
  asked = 0,
): Promise<Drained> {
  const { database, queries } = countQueries(databaseOf(environment, storeId));
  const counted = { ...environment, DB: database.$client };
  const stopAt = Date.now() + LONGEST;
  const room = () =>
    Date.now() > stopAt
      ? 0
      : Math.floor((MOST_QUERIES - asked - queries() - QUERIES_A_SLICE) / QUERIES_A_DELIVERY);

  let worked: Worked[] = [];
  let count = 0;
  for (;;) {
    const limit = Math.max(0, Math.min(SLICE, room()));
    const { items, connections } = await settleAndClaim(database, storeId, now, worked, limit);
    if (items.length === 0)
      return { worked: count, isMoreDue: limit === 0 && (await isDue(database, storeId, now)) };
    const configuration = await configurationOfStore(counted, storeId);
    if (!configuration) throw new Error("The store of the deliveries is gone.");
    const context = storeContext(counted, configuration, now);
    worked = await workTogether(context, items, { connections, outbound: outboundOf(environment) });
    count += worked.length;
    if (worked.some(({ outcome }) => outcome.status === "waiting" && outcome.after === 0))
      forgetConfiguration(storeId);
  }
}

async function isDue(database: Database, storeId: string, now: number): Promise<boolean> {
  const due = await database.all(
    sql`SELECT 1 FROM inbox WHERE store_id = ${storeId} AND status = 'waiting' AND next_at <= ${now} LIMIT 1`,
  );
  return due.length > 0;
}
