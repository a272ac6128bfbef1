/** What members bought elsewhere counts for their tier here, and gives no bonus: they had it there. */
import { sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { bonusesAt } from "../program/tiers-bonus.ts";
import { monthOfNumber, monthsWith, type MemberMonth } from "../program/tiers-figures.ts";
import { januaryOf, monthAt } from "../program/tiers-periods.ts";
import { standings } from "../program/tiers.ts";
import type { StoreContext } from "../stores/store-context.ts";
import { NO_TIER_FACTS, type TierFacts } from "../tiers/facts.ts";
import { tierOutcome } from "../tiers/outcome.ts";

/** What is to be added to a member's months. */
export interface AddedMonths {
  memberId: string;
  months: MemberMonth[];
}

/** Later than any period that is running now ends: what waits for one counts as reached. */
const ANOTHER_PERIOD = 800 * 86_400_000;

/**
 * The statements that add to members' months, and note their tier as told, so that nobody is congratulated on what they
 * had before. Bonuses of tiers that these months reach are noted as settled with nothing.
 */
export function addMonths(
  context: StoreContext,
  added: AddedMonths[],
  facts: Map<string, TierFacts>,
): Statement[] {
  const { database, storeId, now, configuration } = context;
  const { version, history } = configuration.tiers;
  const { timeZone } = configuration.store;
  const byMember = Map.groupBy(added, ({ memberId }) => memberId);
  const told: object[] = [];
  const settled: object[] = [];
  const rows: object[] = [];
  for (const [memberId, parts] of byMember) {
    const changes = monthsWith(
      [],
      parts.flatMap(({ months }) => months),
    );
    if (changes.length === 0) continue;
    const known = facts.get(memberId) ?? NO_TIER_FACTS;
    const months = monthsWith(known.months, changes);
    const given = [...known.bonuses];
    for (const bonus of bonusesAt(history.live, known.bonuses, months, now + ANOTHER_PERIOD, timeZone)) {
      const row = known.bonuses.find((each) => each.tier === bonus.tier);
      if (bonus.points === 0 || row) continue;
      const terms = bonus.terms.map((each) => ({ ...each, points: 0 }));
      given.push({ storeId, memberId, tier: bonus.tier, points: 0, revision: 1, terms, forgiven: 0 });
      settled.push({ memberId, tier: bonus.tier, terms });
    }
    const { tier, nextAt } = tierOutcome(
      history,
      timeZone,
      months,
      { told: known.told, bonuses: given },
      now,
    );
    told.push({ memberId, tier, nextAt });
    rows.push(...changes.map((each) => ({ memberId, ...each })));
  }
  if (rows.length === 0) return [];
  const of = (name: string) => sql.raw(`value ->> '${name}'`);
  return [
    database.run(sql`INSERT INTO member_months (store_id, member_id, month, spend, points, orders)
      SELECT ${storeId}, ${of("memberId")}, ${of("month")}, ${of("spend")}, ${of("points")}, ${of("orders")}
      FROM json_each(${JSON.stringify(rows)}) WHERE true
      ON CONFLICT (store_id, member_id, month) DO UPDATE SET
        spend = spend + excluded.spend, points = points + excluded.points, orders = orders + excluded.orders`),
    database.run(sql`INSERT INTO tier_bonuses (store_id, member_id, tier, points, revision, terms, forgiven)
      SELECT ${storeId}, ${of("memberId")}, ${of("tier")}, 0, 1, ${of("terms")}, 0
      FROM json_each(${JSON.stringify(settled)}) WHERE true
      ON CONFLICT (store_id, member_id, tier) DO NOTHING`),
    database.run(sql`INSERT INTO member_tiers (store_id, member_id, tier, next_at, program_version, told_at, revision)
      SELECT ${storeId}, ${of("memberId")}, ${of("tier")}, ${of("nextAt")}, ${version}, ${now}, 1
      FROM json_each(${JSON.stringify(told)}) WHERE true
      ON CONFLICT (store_id, member_id) DO UPDATE SET tier = excluded.tier, next_at = excluded.next_at,
        program_version = excluded.program_version, told_at = excluded.told_at, revision = revision + 1`),
    // What was decided from the months before is decided anew.
    database.run(sql`UPDATE members SET orders_revision = orders_revision + 1 FROM json_each(${JSON.stringify(told)})
      WHERE members.store_id = ${storeId} AND members.id = ${of("memberId")}`),
  ];
}

/**
 * What is missing to the tier's level (its place, from 0) is added to a month that counts for it today, so that the
 * member keeps it as long as one who reached it then. Nothing where they have it anyway.
 */
export function monthsForTier(
  { configuration, now }: StoreContext,
  months: MemberMonth[],
  rank: number,
): MemberMonth[] {
  const { history } = configuration.tiers;
  const { timeZone } = configuration.store;
  const { live } = history;
  const level = live?.levels[rank];
  const standing = (more: MemberMonth[]) => standings(history, monthsWith(months, more), timeZone)(now).rank;
  if (!live || !level || standing([]) >= rank) return [];
  const current = monthAt(now, timeZone);
  // A tier that begins with the next period was reached in the one before this.
  const before = live.over === "rolling_12_months" ? current - 1 : januaryOf(current) - 1;
  const month = monthOfNumber(live.upgrade === "at_once" ? current : before);
  const inMeasure = (figure: number) => [{ month, spend: 0, points: 0, orders: 0, [live.by]: figure }];
  // The figure is at least what all months of the right measure come to less than the threshold.
  let [low, high] = [0, level.threshold];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (standing(inMeasure(middle)) >= rank) high = middle;
    else low = middle + 1;
  }
  return inMeasure(low);
}
