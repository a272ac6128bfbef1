/**
 * A year of a real shop's invoices through PUT /v1/orders/{id}, on a local Worker; then what every member has beside what
 * the file says. `node bench/invoices.ts [rows]`. How a cancellation finds its order: bench/invoices/file.ts.
 */
import { readFile } from "node:fs/promises";
import { inProject } from "../scripts/local/paths.ts";
import type { CreatedStore } from "../worker/stores/create.ts";
import type { Spent } from "./cost/meter.ts";
import { expectedOf, type Expected } from "./invoices/expected.ts";
import { readInvoices, type Tellings } from "./invoices/file.ts";
import { program } from "./invoices/program.ts";
import { differences, tellInvoices, type Call } from "./invoices/replay.ts";
import { startWorker } from "./local/runtime.ts";

const FILE = inProject("..", "shared", "data", "online-retail-orders.csv");

/** The clock of the Worker: all is told on the day after the file's last, as an import would. */
const END = Date.UTC(2011, 11, 10, 12);

export interface InvoicesReport {
  invoices: Tellings;
  expected: Map<string, Expected>;
  seconds: number;
  spent: Spent;
  differences: string[];
}

/** Replays the first `rows` invoices, or all; null where the file is not there. */
export async function replayInvoices(rows?: number): Promise<InvoicesReport | null> {
  const csv = await readFile(FILE, "utf8").catch(() => null);
  if (csv === null) return null;
  const invoices = readInvoices(csv, rows);
  const worker = await startWorker("bench/invoices/worker.ts");
  try {
    const store = await (await fetch(`${worker.url}/bench/store?now=${END}`)).json<CreatedStore>();
    const call = callOf(worker.url, store.keys.secret.key);
    await call("PUT", "/v1/program", program);
    const before = await spentBy(worker.url);
    const started = performance.now();
    await tellInvoices(call, invoices.tellings);
    const seconds = (performance.now() - started) / 1000;
    const after = await spentBy(worker.url);
    const spent = {
      trips: after.trips - before.trips,
      rowsRead: after.rowsRead - before.rowsRead,
      rowsWritten: after.rowsWritten - before.rowsWritten,
    };
    const expected = expectedOf(invoices.tellings, { toldAt: () => END, jobs: [], end: END });
    return { invoices, expected, seconds, spent, differences: await differences(call, expected) };
  } finally {
    await worker.stop();
  }
}

/** The report in words. */
export function describeInvoices({
  invoices,
  expected,
  seconds,
  spent,
  differences: found,
}: InvoicesReport): string[] {
  const { tellings, customers, orders, refunded, partly, skipped, leftOut } = invoices;
  const members = [...expected.values()];
  const points = members.reduce((sum, { available, pending }) => sum + available + pending, 0);
  const inTier = members.filter(({ tier }) => tier !== null).length;
  const count = (number: number) => Math.round(number).toLocaleString("en");
  return [
    `${count(orders)} orders of ${count(customers)} customers, told ${count(tellings.length)} times in ${count(seconds)} s: ` +
      `${count(tellings.length / seconds)} a second, 16 at once`,
    `${count(refunded)} cancellations refunded, ${count(partly)} in part; ${count(skipped)} skipped and £${count(leftOut / 100)} ` +
      `left out, because the file has no earlier order to refund`,
    `D1: ${count(spent.trips)} round trips, ${count(spent.rowsRead)} rows read, ${count(spent.rowsWritten)} written ` +
      `(${(spent.rowsRead / tellings.length).toFixed(1)} and ${(spent.rowsWritten / tellings.length).toFixed(1)} a telling)`,
    found.length === 0
      ? `every member has what the file says (${count(points)} points, ${count(inTier)} members in a tier), and the ledger's check finds nothing`
      : `DIFFERENT: ${found.length}, such as ${found.slice(0, 5).join("; ")}`,
  ];
}

function callOf(url: string, key: string): Call {
  return async (method, path, body) => {
    const response = await fetch(url + path, {
      method,
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as unknown;
  };
}

async function spentBy(url: string): Promise<Spent> {
  return await (await fetch(`${url}/bench/spent`)).json<Spent>();
}

if (import.meta.main) {
  const rows = process.argv[2];
  const report = await replayInvoices(rows === undefined ? undefined : Number(rows));
  if (!report) console.log(`Skipped: ${FILE} is not there.`);
  else {
    for (const line of describeInvoices(report)) console.log(line);
    if (report.differences.length > 0) process.exitCode = 1;
  }
}
