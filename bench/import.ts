/**
 * 100,000 members with their points through the Worker's import, on a local Worker: rows a second, and what D1 is asked
 * for a row, at the beginning and at the end. `node bench/import.ts [rows]`.
 */
import type { CreatedStore } from "../worker/stores/create.ts";
import { Regulars } from "../client/index.ts";
import type { Spent } from "./cost/meter.ts";
import { startWorker } from "./local/runtime.ts";

const NOW = Date.UTC(2026, 10, 1, 12);
const ROWS = 100_000;

export interface ImportReport {
  rows: number;
  /** Of sending the file, and of reading it. */
  sent: number;
  seconds: number;
  /** Of all of it, and of the first and the last tenth. */
  spent: Spent;
  first: Spent;
  last: Spent;
  /** Rows that did not become a member. */
  others: number;
  /** The members' points less those of the file: none. */
  difference: number;
}

/** Imports so many rows, each a member with points that were earned on a day of their own. */
export async function measureImport(rows = ROWS): Promise<ImportReport> {
  const worker = await startWorker("bench/invoices/worker.ts");
  try {
    const store = await (await fetch(`${worker.url}/bench/store?now=${NOW}`)).json<CreatedStore>();
    const crm = new Regulars({ secretKey: store.keys.secret.key, origin: worker.url });
    const spentBy = async () => await (await fetch(`${worker.url}/bench/spent`)).json<Spent>();
    const { id } = await crm.imports.create({ kind: "members", map: "smile", dryRun: false });
    const began = performance.now();
    for await (const { status } of crm.imports.upload(id, fileOf(rows))) if (status === "failed") break;
    const sent = (performance.now() - began) / 1000;
    const before = await spentBy();
    const marks: { at: number; spent: Spent }[] = [];
    const started = performance.now();
    for await (const how of crm.imports.runs(id)) marks.push({ at: how.rows.read, spent: await spentBy() });
    const seconds = (performance.now() - started) / 1000;
    const { rows: done } = await crm.imports.get(id);
    const after = marks.at(-1)?.spent ?? before;
    const firstTenth = marks.find(({ at }) => at >= rows / 10)?.spent ?? after;
    const lastTenth = marks.findLast(({ at }) => at <= (rows * 9) / 10)?.spent ?? before;
    const total = await worker.database
      .prepare("SELECT sum(total) AS points FROM balances")
      .first<number>("points");
    return {
      rows,
      sent,
      seconds,
      spent: less(after, before),
      first: less(firstTenth, before),
      last: less(after, lastTenth),
      others: rows - done.created,
      difference: (total ?? 0) - pointsOf(rows),
    };
  } finally {
    await worker.stop();
  }
}

/** The report in words. */
export function describeImport({ rows, sent, seconds, spent, first, last }: ImportReport): string[] {
  const each = (figure: number, of = rows) => (figure / of).toFixed(2);
  return [
    `${rows.toLocaleString("en")} members with points: sent in ${sent.toFixed(1)} s, read in ${seconds.toFixed(1)} s: ` +
      `${Math.round(rows / seconds).toLocaleString("en")} a second`,
    `D1: ${spent.trips} round trips (${each(spent.trips * 1000)} for 1,000 rows), ${each(spent.rowsRead)} rows read and ` +
      `${each(spent.rowsWritten)} written a row; of the first tenth ${each(first.rowsRead, rows / 10)} and ` +
      `${each(first.rowsWritten, rows / 10)}, of the last ${each(last.rowsRead, rows / 10)} and ${each(last.rowsWritten, rows / 10)}`,
  ];
}

function less(after: Spent, before: Spent): Spent {
  return {
    trips: after.trips - before.trips,
    rowsRead: after.rowsRead - before.rowsRead,
    rowsWritten: after.rowsWritten - before.rowsWritten,
  };
}

function fileOf(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, index) => `member${index}@example.com,${index % 97},Member ${index}`,
  );
  return `email,points,first name\n${lines.join("\n")}\n`;
}

function pointsOf(rows: number): number {
  return Array.from({ length: rows }, (_, index) => index % 97).reduce((sum, points) => sum + points, 0);
}

if (import.meta.main) {
  const rows = process.argv[2];
  const report = await measureImport(rows === undefined ? undefined : Number(rows));
  for (const line of describeImport(report)) console.log(line);
  if (report.others > 0 || report.difference !== 0) process.exitCode = 1;
}
