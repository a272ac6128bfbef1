import { databaseOf } from "../../database/client.ts";
import { countBatches } from "../../database/counted.ts";
import type { Environment } from "../../environment.ts";
import { outboundOf } from "../../http/outbound.ts";
import { configurationOfStore, forgetConfiguration } from "../../stores/configuration.ts";
import { storeContext } from "../../stores/store-context.ts";
import { settleAndClaim, type Worked } from "./claim.ts";
import { workTogether } from "./work-together.ts";

/** D1 takes 1,000 queries of one invocation; these are left for what is no delivery. */
const MOST_QUERIES = 940;

/** What a delivery takes, amply (an order with tiers, caps and vouchers, read and written), and what one takes at least. */
const MOST_A_DELIVERY = 45;
const LEAST_A_DELIVERY = 20;
/** Beyond what those before have taken on average, what the next may take. */
const AMPLY = 1.5;

/** What taking deliveries and writing what came of them takes. */
const QUERIES_A_SLICE = 20;

/** Deliveries that are worked at once, and how few are not worth the round trips: another run takes them. */
const SLICE = 20;
const SMALLEST_SLICE = 12;

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
  const { database, queries } = countBatches(databaseOf(environment, storeId));
  const counted = { ...environment, DB: database.$client };
  const stopAt = Date.now() + LONGEST;
  let worked: Worked[] = [];
  let count = 0;
  const room = () => {
    const each = count === 0 ? MOST_A_DELIVERY : Math.max(LEAST_A_DELIVERY, (AMPLY * queries()) / count);
    const left = MOST_QUERIES - asked - queries() - QUERIES_A_SLICE;
    return Date.now() > stopAt ? 0 : Math.floor(left / each);
  };
  for (;;) {
    const limit = room() < SMALLEST_SLICE ? 0 : Math.min(SLICE, room());
    const { items, connections, isMoreDue } = await settleAndClaim(database, storeId, now, worked, limit);
    if (items.length === 0) return { worked: count, isMoreDue };
    const configuration = await configurationOfStore(counted, storeId);
    if (!configuration) throw new Error("The store of the deliveries is gone.");
    const context = storeContext(counted, configuration, now);
    worked = await workTogether(context, items, { connections, outbound: outboundOf(environment) });
    count += worked.length;
    if (worked.some(({ outcome }) => outcome.status === "waiting" && outcome.after === 0))
      forgetConfiguration(storeId);
  }
}
