import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { refusedAsDuplicateOf } from "../database/refusal.ts";
import { orders, programs } from "../database/schema.ts";
import { programFrom, type Program } from "../program/document.ts";
import { differences, type Difference } from "../program/differences.ts";
import { orderPoints } from "../program/order-points.ts";
import type { OrderTerms } from "../program/order-terms.ts";
import { orderFrom } from "../program/order.ts";
import { previewMoves, type TierPreview } from "../tiers/preview-moves.ts";
import { ConfigurationChanged, guardConfiguration } from "./configuration.ts";
import { changedConfiguration } from "./keys.ts";
import { readCurrent, verifyCurrent, writeCurrent, type StoreContext } from "./store-context.ts";
import { replaceTierRules } from "./tier-rules.ts";

export interface Published {
  version: number;
  changes: Difference[];
}

/**
 * Publishes a document as the store's next version, for orders placed from now on. The document that is
 * live already makes no new version.
 */
export async function publishProgram(context: StoreContext, document: Program): Promise<Published> {
  const { environment, database, storeId, now, configuration } = context;
  const live = configuration.program;
  const changes = differences(live?.document ?? {}, document);
  if (live && changes.length === 0) {
    await verifyCurrent(context);
    return { version: live.version, changes };
  }
  const version = (live?.version ?? 0) + 1;
  try {
    await writeCurrent(context, [
      guardConfiguration(database, configuration),
      database
        .insert(programs)
        .values({ storeId, version, document: JSON.stringify(document), publishedAt: now }),
      database.run(sql`UPDATE stores SET program_version = ${version} WHERE id = ${storeId}`),
      ...replaceTierRules(
        database,
        configuration.store,
        live?.document.tiers ?? null,
        document.tiers,
        version,
        now,
      ),
      changedConfiguration(environment, storeId),
    ]);
  } catch (error) {
    if (refusedAsDuplicateOf(error, "programs")) throw new ConfigurationChanged();
    throw error;
  }
  return { version, changes };
}

export interface DryRun {
  version: number;
  changes: Difference[];
  /** Paid orders of members, at most 200, under the live rules and under these. */
  sample: { orders: number; pointsNow: number; pointsThen: number };
  /** Where the tiers change: which members would move. */
  tiers?: TierPreview;
}

/** How many orders a dry run counts again. */
const SAMPLED = 200;

/** What publishing the document would change; writes nothing. */
export async function dryRunProgram(context: StoreContext, document: Program): Promise<DryRun> {
  const live = context.configuration.program;
  const [paid] = await readCurrent(context, [selectPaidOrders(context, SAMPLED)]);
  const sample = paid.map(({ state, terms }) => ({
    state: orderFrom(state),
    terms: termsOf(context, terms),
  }));
  const pointsUnder = (program: Program | undefined) =>
    program
      ? sample.reduce((total, { state, terms }) => total + orderPoints(program, state, terms).points, 0)
      : 0;
  const changes = differences(live?.document ?? {}, document);
  const newTiers = differences(live?.document.tiers ?? null, document.tiers).length > 0;
  const tiers = newTiers ? await previewMoves(context, document.tiers) : null;
  return {
    version: (live?.version ?? 0) + (changes.length > 0 || !live ? 1 : 0),
    changes,
    sample: {
      orders: sample.length,
      pointsNow: pointsUnder(live?.document),
      pointsThen: pointsUnder(document),
    },
    ...(tiers ? { tiers } : {}),
  };
}

/** The terms that the order is kept with; of one that was told before there were any, the plain ones. */
function termsOf({ configuration }: StoreContext, terms: OrderTerms | null): OrderTerms {
  const { timeZone, currency } = configuration.store;
  return terms ?? { tier: null, firstOrder: false, timeZone, currency };
}

/** The query for paid orders of members, those with the highest ids: in most stores the latest. */
function selectPaidOrders({ database, storeId }: StoreContext, limit: number) {
  return database
    .select({ state: orders.state, terms: orders.terms })
    .from(orders)
    .where(and(eq(orders.storeId, storeId), isNotNull(orders.memberId), sql`state ->> 'paidAt' IS NOT NULL`))
    .orderBy(desc(orders.id))
    .limit(limit);
}

/** The program version and document, for reading. */
export async function readProgram(
  context: StoreContext,
  version: number | undefined,
): Promise<{ version: number; publishedAt: number; document: Program } | null> {
  const { database, storeId } = context;
  const [[row]] = await readCurrent(context, [
    database
      .select()
      .from(programs)
      .where(
        and(eq(programs.storeId, storeId), version === undefined ? undefined : eq(programs.version, version)),
      )
      .orderBy(desc(programs.version))
      .limit(1),
  ]);
  return row
    ? { version: row.version, publishedAt: row.publishedAt, document: programFrom(row.document) }
    : null;
}
