/**
 * Whether the hours that a period's figures are read from hold what the entries say. Entries are found by member and
 * hours by time, so that neither can be cut along the other: the entries are summed slice by slice, the sums carried
 * from one to the next, and compared with the hours at the end of the round.
 */
import { sql, type SQL } from "drizzle-orm";
import type { LedgerProblem } from "./check.ts";
import { HOUR } from "./roll-forward.ts";

/** What all entries of one kind and rule come to so far. */
interface Sum {
  points: number;
  entries: number;
  /** Changes when points move from one hour to another. */
  weighted: number;
}

/** Sums by kind and rule, `earn/order`, of the entries before a moment. */
export interface CarriedSums {
  /** Milliseconds, a whole hour. What is posted from then on is left for the next round. */
  before: number;
  sums: Map<string, Sum>;
}

export interface SumRow extends Sum {
  kind: string;
  rule: string;
}

/** A prime, so that the weighted sums stay small however many entries there are. */
const MODULUS = 1_000_003;

/** The sums of nothing yet, for a round that begins at `now` and takes several slices. */
export function sumsBefore(now: number): CarriedSums {
  // A whole hour back, so that no write which began before it is still on its way.
  return { before: Math.floor(now / HOUR - 1) * HOUR, sums: new Map() };
}

/** The query for the sums of a slice's entries; `slice` is a condition on store and member. */
export function selectEntrySums(slice: SQL, before: number): SQL {
  return sql`SELECT kind, coalesce(reason ->> 'rule', '') AS rule, sum(points) AS points, count(*) AS entries,
      ${weighted(sql`created_at`)} AS weighted
    FROM entries WHERE ${slice} AND created_at < ${before} GROUP BY 1, 2`;
}

/** The query for what the hours before a moment say. */
export function selectHourSums(storeId: string, before: number): SQL {
  return sql`SELECT kind, rule, sum(points) AS points, sum(entries) AS entries, ${weighted(sql`hour`)} AS weighted
    FROM ledger_hours WHERE store_id = ${storeId} AND hour < ${before} GROUP BY kind, rule`;
}

function weighted(at: SQL): SQL {
  return sql`sum(points % ${MODULUS} * (${at} / ${HOUR} % 1021)) % ${MODULUS}`;
}

/** What was carried and the sums of one slice more. */
export function addSums({ before, sums }: CarriedSums, rows: SumRow[]): CarriedSums {
  const added = new Map(sums);
  for (const { kind, rule, points, entries, weighted: weight } of rows) {
    const known = added.get(`${kind}/${rule}`);
    added.set(`${kind}/${rule}`, {
      points: (known?.points ?? 0) + points,
      entries: (known?.entries ?? 0) + entries,
      weighted: positive((known?.weighted ?? 0) + weight),
    });
  }
  return { before, sums: added };
}

/** Where the hours and the sums of all entries differ. */
export function hourProblems({ sums }: CarriedSums, hours: SumRow[]): LedgerProblem[] {
  const counted = addSums({ before: 0, sums: new Map() }, hours).sums;
  return [...new Set([...sums.keys(), ...counted.keys()])].flatMap((name): LedgerProblem[] => {
    const entries = sums.get(name) ?? { points: 0, entries: 0, weighted: 0 };
    const told = counted.get(name) ?? { points: 0, entries: 0, weighted: 0 };
    if (
      entries.points === told.points &&
      entries.entries === told.entries &&
      entries.weighted === told.weighted
    )
      return [];
    const said = ({ points, entries: many }: Sum) => `${points} in ${many}`;
    const where = said(told) === said(entries) ? ", and some are counted into another hour" : "";
    const detail = `${name}: the hours say ${said(told)}, the entries ${said(entries)}${where}`;
    return [{ memberId: null, problem: "ledger_hours", detail }];
  });
}

function positive(number: number): number {
  return ((number % MODULUS) + MODULUS) % MODULUS;
}

/** How a round goes on: after this member, with these sums; null where the earlier slices did not carry any. */
export interface CheckPosition {
  after: string;
  carried: CarriedSums | null;
}

/** The form of a position as text. */
export const POSITION = /^[a-z]+_[0-9a-z]+( \d{1,16}( [a-z_]+\/[a-z_]*:-?\d{1,16},\d{1,16},\d{1,16})*)?$/;

/** The position as one word after the other, to be kept or handed out. */
export function positionText(after: string, { before, sums }: CarriedSums): string {
  const words = [...sums].map(
    ([name, { points, entries, weighted: weight }]) => `${name}:${points},${entries},${weight}`,
  );
  return [after, before, ...words].join(" ");
}

/** The position that a text of `positionText` says; a member's id alone carries no sums. */
export function positionOf(text: string): CheckPosition {
  const [after = "", before, ...words] = text.split(" ");
  if (before === undefined) return { after, carried: null };
  const sums = new Map(
    words.map((word): [string, Sum] => {
      const [name = "", figures = ""] = word.split(":");
      const [points = 0, entries = 0, weight = 0] = figures.split(",").map(Number);
      return [name, { points, entries, weighted: weight }];
    }),
  );
  return { after, carried: { before: Number(before), sums } };
}
