/** Histories of any length, written straight into the tables, as years of use would have left them. */
import { newId } from "../../worker/database/id.ts";

/** All lots spent on rewards but a few, or as many lots open as there are entries. */
export type HistoryKind = "spent" | "open";

/** What each lot of a history holds: enough for the reward that is redeemed. */
export const LOT = 600;
const DAY = 86_400_000;
/** From the earning of a lot to its expiry, milliseconds. */
const LIFE = 365 * DAY;
const ENTRIES_A_BATCH = 2000;

interface Item {
  availableAt?: number;
  entry: string;
  lot: string;
  points: number;
  kind: "earn" | "redeem";
  at: number;
}

/**
 * Gives the member a history of `entries` entries before `now` (milliseconds), spread over a year, and on top of it,
 * the same for every length, three lots on their way and one to spend. The tables' own triggers run, so that the
 * ledger's check finds nothing.
 */
export async function giveHistory(
  database: D1Database,
  storeId: string,
  memberId: string,
  kind: HistoryKind,
  entries: number,
  now: number,
): Promise<void> {
  const times = Array.from(
    { length: entries },
    (_, index) => now - 300 * DAY + (index * 290 * DAY) / entries,
  );
  const history = kind === "open" ? times.map(earned) : times.flatMap(earnedAndSpent(entries));
  const pending = [1, 2, 3].map((days) => ({
    ...earned(now - days * DAY),
    availableAt: now + (7 - days) * DAY,
  }));
  await write(database, storeId, memberId, [...history, ...pending, earned(now - 3_600_000)]);
}

/** Gives the member a lot more, which expires a millisecond after `now`. */
export async function giveLapsingLot(
  database: D1Database,
  storeId: string,
  memberId: string,
  now: number,
): Promise<void> {
  await write(database, storeId, memberId, [earned(now + 1 - LIFE)]);
}

async function write(
  database: D1Database,
  storeId: string,
  memberId: string,
  history: Item[],
): Promise<void> {
  const items = history.toSorted((a, b) => a.at - b.at);
  for (let from = 0; from < items.length; from += ENTRIES_A_BATCH)
    await database.batch(
      statements(items.slice(from, from + ENTRIES_A_BATCH)).map((query) =>
        database.prepare(query.sql).bind(storeId, memberId, query.items),
      ),
    );
}

function earned(at: number): Item {
  const id = newId("ent", Math.floor(at));
  return { entry: id, lot: id, points: LOT, kind: "earn", at: Math.floor(at) };
}

/** Every second entry spends the lot of the one before it. */
function earnedAndSpent(entries: number) {
  let last: Item | null = null;
  return (at: number, index: number): Item[] => {
    if (index % 2 === 1 && last !== null)
      return [
        {
          entry: newId("ent", Math.floor(at)),
          lot: last.lot,
          points: -LOT,
          kind: "redeem",
          at: Math.floor(at),
        },
      ];
    if (index === entries - 1) return [];
    last = earned(at);
    return [last];
  };
}

function statements(items: Item[]): { sql: string; items: string }[] {
  const json = JSON.stringify(items);
  const each = `FROM json_each(?3) AS item`;
  const of = (name: string) => `item.value ->> '${name}'`;
  return [
    `INSERT INTO lots (store_id, member_id, id, granted, granted_at, available_at, expires_at, due_at)
      SELECT ?1, ?2, ${of("lot")}, ${of("points")}, ${of("at")}, coalesce(${of("availableAt")}, ${of("at")}),
        ${of("at")} + ${LIFE}, ${of("at")} + ${LIFE} ${each} WHERE ${of("kind")} = 'earn'`,
    `INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points)
      SELECT ?1, ?2, ${of("entry")}, ${of("lot")}, ${of("points")} ${each}`,
    `INSERT INTO entries (store_id, member_id, id, kind, points, key, program_version, reason, created_at)
      SELECT ?1, ?2, ${of("entry")}, ${of("kind")}, ${of("points")}, 'history:' || (${of("entry")}), 1,
        CASE ${of("kind")} WHEN 'earn' THEN '{"rule":"action","description":"A gift"}'
          ELSE '{"rule":"redemption","rewardName":"£6 off"}' END, ${of("at")} ${each}`,
    `INSERT INTO redemptions (store_id, id, member_id, reward_id, points, entry_id, created_at)
      SELECT ?1, 'red' || substr(${of("entry")}, 4), ?2, 'past', ${LOT}, ${of("entry")}, ${of("at")}
      ${each} WHERE ${of("kind")} = 'redeem'`,
    `INSERT INTO vouchers (store_id, code, member_id, source, redemption_id, name, amount, currency, minimum_order,
        points, status, available_at, expires_at, created_at)
      SELECT ?1, 'PAST-' || upper(substr(${of("entry")}, 5)), ?2, 'redemption', 'red' || substr(${of("entry")}, 4),
        '£6 off', 600, 'GBP', 0, ${LOT}, 'issued', ${of("at")}, ${of("at")} + ${60 * DAY}, ${of("at")}
      ${each} WHERE ${of("kind")} = 'redeem'`,
  ].map((sql) => ({ sql, items: json }));
}
