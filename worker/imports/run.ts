/** Reads on in an import's file: a slice at a time, each written whole with how far it came. */
import { and, eq, sql } from "drizzle-orm";
import type { Statement } from "../database/client.ts";
import { guard } from "../database/guard.ts";
import { sha256 } from "../database/hash.ts";
import { refusalOf } from "../database/refusal.ts";
import { importParts } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { guardConfiguration } from "../stores/configuration.ts";
import { readCurrent, writeCurrent, type StoreContext } from "../stores/store-context.ts";
import type { ImportRow } from "./answers.ts";
import { selectImports } from "./find.ts";
import type { Header } from "./header.ts";
import { importMembers, SAME_MEMBER, type Planned } from "./import-members.ts";
import { importHistory, tellOrders } from "./import-orders.ts";
import type { RowOutcome } from "./outcome.ts";
import { MEMBER_CHANGED } from "./people.ts";
import { readRows, type Place, type ReadRow, type ReadRows } from "./read-rows.ts";
import type { ImportRecord, MemberRecord, OrderRecord } from "./record.ts";
import { Refused } from "./refused.ts";
import { settingsSchema, type Settings } from "./settings.ts";

/** Rows of a slice: what a read and a write take stays well within D1's bounds. */
const ROWS_A_SLICE = 500;
/** Tries after other writes were quicker. */
const MOST_TRIES = 8;

/** Whether there was something to read, and how the import stands. */
export interface Ran {
  row: ImportRow & { received: number };
  /** False where it waits for a part, or is over. */
  didRead: boolean;
}

/**
 * Reads the next slice. A kill at any moment leaves it as it was before or after; two that read the same slice don't
 * both write it. Throws the problem `import_not_found`.
 */
export async function runSlice(context: StoreContext, id: string): Promise<Ran> {
  for (let tries = 1; ; tries++) {
    try {
      return await slice(context, id);
    } catch (error) {
      const refusal = refusalOf(error);
      // Somebody enrolled one of the people, told one of the orders, or read this very slice.
      if (refusal === null || (!REPEATED.has(refusal) && !UNIQUE.test(refusal))) throw error;
      if (tries === MOST_TRIES) throw new Problem("try_again");
    }
  }
}

const MOVED_ON = "import_moved_on";
const REPEATED = new Set([MOVED_ON, MEMBER_CHANGED, "member_erased", "entry_out_of_balance"]);
const UNIQUE = /^(members|orders|referral_links|entries)\./;

async function slice(context: StoreContext, id: string): Promise<Ran> {
  const { database, storeId } = context;
  const [[found], [part]] = await readCurrent(context, [
    selectImports(context, { id }),
    database
      .select({ text: importParts.text })
      .from(importParts)
      .where(
        and(
          eq(importParts.storeId, storeId),
          eq(importParts.importId, id),
          sql`number = (SELECT part FROM imports WHERE store_id = ${storeId} AND id = ${id})`,
        ),
      ),
  ] as const);
  if (!found) throw new Problem("import_not_found");
  const row = { ...found.row, received: found.received };
  const text = part?.text ?? null;
  if (row.finishedAt !== null || text === null) return { row, didRead: false };
  const settings = settingsSchema.parse(JSON.parse(row.settings));
  const place: Place = { ...row, header: row.header === null ? null : (JSON.parse(row.header) as Header) };
  const reading = { store: context, choices: settings.choices, madeAt: row.createdAt };
  let read: ReadRows;
  try {
    read = readRows(row, settings, place, text, reading, ROWS_A_SLICE);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return write(
      context,
      row,
      { outcomes: [], statements: [] },
      { place, isOver: true, failure: error.message },
    );
  }
  const { taken, ...planned } = await plan(context, row, settings, read.rows);
  if (taken === read.rows.length) return write(context, row, planned, { ...read, failure: null });
  // Fewer rows were taken: the place is after them.
  const fewer = readRows(row, settings, place, text, reading, taken);
  return write(context, row, planned, { ...fewer, failure: null });
}

async function plan(
  context: StoreContext,
  row: ImportRow,
  { choices }: Settings,
  rows: ReadRow[],
): Promise<Planned & { taken: number }> {
  const refused = rows.flatMap(({ row: number, record, refusal }): RowOutcome[] =>
    record ? [] : [{ row: number, outcome: "refused", sentence: refusal, isNoted: true, subject: null }],
  );
  const members = ofType(rows, isMember);
  const orders = ofType(rows, isOrder);
  const others = rows.flatMap(({ row: number, record }): RowOutcome[] =>
    record?.type === "other"
      ? [{ row: number, outcome: "unchanged", sentence: record.sentence, isNoted: false, subject: null }]
      : [],
  );
  const tells = row.kind === "orders" && choices.orders === "points";
  const planned =
    orders.length > 0
      ? await (tells ? tellOrders : importHistory)(context, orders, row.dryRun)
      : { ...(await importMembers(context, row, choices, members)), taken: members.length };
  const whole = orders.length === 0 || planned.taken === orders.length;
  // Where orders were left for later, so is everything after the last that was taken.
  const last = whole ? Infinity : (orders[planned.taken - 1]?.row ?? 0);
  const outcomes = [...refused.filter((each) => each.row <= last), ...others, ...planned.outcomes];
  return {
    outcomes: outcomes.sort((one, other) => one.row - other.row),
    statements: planned.statements,
    taken: whole ? rows.length : rows.filter((each) => each.row <= last).length,
  };
}

function ofType<Record extends ImportRecord>(
  rows: ReadRow[],
  is: (record: ImportRecord | null) => record is Record,
) {
  return rows.flatMap(({ row, record }) => (is(record) ? [{ row, record }] : []));
}

function isMember(record: ImportRecord | null): record is MemberRecord {
  return record?.type === "member";
}

function isOrder(record: ImportRecord | null): record is OrderRecord {
  return record?.type === "order";
}

interface Progress {
  place: Place;
  isOver: boolean;
  failure: string | null;
}

async function write(
  context: StoreContext,
  row: ImportRow & { received: number },
  planned: Planned,
  { place, isOver, failure }: Progress,
): Promise<Ran> {
  const { database, storeId, realNow, configuration } = context;
  const { id, dryRun, revision, round } = row;
  const outcomes = dryRun ? await asDryRun(context, row, planned.outcomes) : planned.outcomes;
  const kept = outcomes.filter(({ isNoted, outcome }) => dryRun || isNoted || outcome === "refused");
  const count = (which: RowOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === which).length;
  const next: ImportRow = {
    ...row,
    header: place.header === null ? null : JSON.stringify(place.header),
    part: place.part,
    position: place.position,
    // Of a file that is over nothing is left: it would be somebody's row.
    carry: isOver ? "" : place.carry,
    rowCount: row.rowCount + outcomes.length,
    created: row.created + count("created"),
    changed: row.changed + count("changed"),
    unchanged: row.unchanged + count("unchanged"),
    refused: row.refused + count("refused"),
    revision: revision + 1,
    finishedAt: isOver ? realNow : null,
    failure,
  };
  const statements: [Statement, ...Statement[]] = [
    guardConfiguration(database, configuration),
    guard(
      database,
      sql`SELECT revision = ${revision} FROM imports WHERE store_id = ${storeId} AND id = ${id}`,
      MOVED_ON,
    ),
    ...(dryRun ? [] : planned.statements),
    database.run(sql`INSERT INTO import_rows (store_id, import_id, round, row, outcome, sentence, subject)
      SELECT ${storeId}, ${id}, ${round}, value ->> 'row', value ->> 'outcome', value ->> 'sentence', value ->> 'subject'
      FROM json_each(${JSON.stringify(kept.map((each) => (dryRun ? each : { ...each, subject: null })))})`),
    database.run(sql`UPDATE imports SET header = ${next.header}, part = ${next.part}, position = ${next.position},
        carry = ${next.carry}, row_count = ${next.rowCount}, created = ${next.created}, changed = ${next.changed},
        unchanged = ${next.unchanged}, refused = ${next.refused}, revision = ${next.revision},
        finished_at = ${next.finishedAt}, failure = ${next.failure}
      WHERE store_id = ${storeId} AND id = ${id}`),
  ];
  // What was read for good is kept no longer: it is personal data.
  if (!dryRun && next.part > row.part)
    statements.push(
      database.run(sql`UPDATE import_parts SET text = NULL
        WHERE store_id = ${storeId} AND import_id = ${id} AND number < ${next.part} AND text IS NOT NULL`),
    );
  await writeCurrent(context, statements);
  return { row: { ...next, received: row.received }, didRead: true };
}

/**
 * In a dry run nothing is written that a later row could meet: what an earlier slice said of the same is looked up, by
 * a hash that is of this import alone.
 */
async function asDryRun(context: StoreContext, row: ImportRow, told: RowOutcome[]): Promise<RowOutcome[]> {
  const { database, storeId } = context;
  const outcomes = await Promise.all(
    told.map(async (each) => ({
      ...each,
      isOrder: each.subject?.startsWith("order:") ?? false,
      subject: each.subject === null ? null : await sha256(`${row.id} ${each.subject}`),
    })),
  );
  const isDone = ({ outcome }: RowOutcome) => outcome === "created" || outcome === "changed";
  const subjects = outcomes.flatMap((each) => (each.subject !== null && isDone(each) ? [each.subject] : []));
  if (subjects.length === 0) return outcomes;
  const [rows] = await readCurrent(context, [
    database.all<{ subject: string }>(sql`SELECT DISTINCT subject FROM import_rows
      WHERE store_id = ${storeId} AND import_id = ${row.id} AND round = ${row.round} AND subject IS NOT NULL
        AND subject IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))`),
  ]);
  const before = new Set(rows.map(({ subject }) => subject));
  return outcomes.map((each) => {
    if (each.subject === null || !before.has(each.subject) || !isDone(each)) return each;
    return each.isOrder
      ? {
          ...each,
          outcome: "changed",
          sentence: "An earlier row is about the same order: the later state counts.",
        }
      : { ...each, outcome: "unchanged", sentence: SAME_MEMBER };
  });
}
