/** A real shop's year of invoices, imported as past orders, ends as a computation says that knows nothing of the Worker. */
import { expect, test } from "vitest";
import { expectedOf, type Expected } from "../../../bench/invoices/expected.ts";
import { readInvoices, type Telling } from "../../../bench/invoices/file.ts";
import { program } from "../../../bench/invoices/program.ts";
import { differences, type Call } from "../../../bench/invoices/replay.ts";
import { importSchema } from "../../../worker/imports/answers.ts";
import { withQuickDatabase } from "../quick-database.ts";
import { invoicesStore } from "../ledger/invoices-store.ts";
import type { StoreUnderTest } from "../store-under-test.ts";
import { makeImport, rowsOf, sendParts } from "./importing.ts";

// Beside the project and no part of it: nothing where it is absent.
const files = import.meta.glob<string>("../../../../shared/data/online-retail-orders.csv", {
  query: "?raw",
  import: "default",
});
const [load] = Object.values(files);

/** The day after the file's last. */
const END = Date.UTC(2011, 11, 10, 12);

async function importInvoices(
  tellings: Telling[],
  orders: "history" | "points",
  expected: Map<string, Expected>,
) {
  return withQuickDatabase(async (environment) => {
    const store = await invoicesStore(environment, END);
    const call: Call = async (method, path, body) => {
      const answer = await store.server(method, path, { body });
      expect(answer.status, answer.text).toBe(200);
      return JSON.parse(answer.text) as unknown;
    };
    await call("PUT", "/v1/program", program);
    const id = await makeImport(store, { kind: "orders", dryRun: false, choices: { orders } });
    const text = tellings.map(({ orderId, order }) => JSON.stringify({ id: orderId, ...order })).join("\n");
    await sendParts(store, id, text);
    const progress: number[] = [];
    const run = async () => {
      const how = (await store.server("POST", `/v1/imports/${id}/run`, { body: {} })).as(importSchema);
      progress.push(how.rows.read);
      return how.status;
    };
    while ((progress.at(-1) ?? 0) < tellings.length / 2) await run();
    // Killed half-way, in the middle of a slice: at its second call of the database, then at its third, and so on.
    for (let last = 2; last < 7; last++) {
      store.environment = killedAt(environment, last);
      await store.server("POST", `/v1/imports/${id}/run`, { body: {} });
      store.environment = environment;
    }
    while ((await run()) === "running");
    const shown = [...progress].sort((one, other) => one - other);
    expect(progress).toEqual(shown);
    expect(progress.at(-1)).toBe(tellings.length);
    expect(await rowsOf(store, id, "&outcome=refused")).toEqual([]);
    return differences(call, expected);
  });
}

test.skipIf(!load)(
  "as history: nobody has a point, and every tier and figure is as the file says (skipped where ../shared/data is absent)",
  { timeout: 900_000 },
  async () => {
    const { tellings } = readInvoices((await load?.()) ?? "");
    expect(tellings.length).toBeGreaterThan(22_000);
    const counted = expectedOf(tellings, { toldAt: () => END, jobs: [], end: END });
    const expected = new Map(
      [...counted].map(([id, each]) => [id, { ...each, available: 0, pending: 0, debt: 0 }]),
    );
    expect([...expected.values()].filter(({ tier }) => tier === "gold").length).toBeGreaterThan(500);
    expect(await importInvoices(tellings, "history", expected)).toEqual([]);
  },
);

test.skipIf(!load)(
  "as points: the first 3,000 invoices earn what the file says they do (skipped where ../shared/data is absent)",
  { timeout: 900_000 },
  async () => {
    const { tellings } = readInvoices((await load?.()) ?? "", 3000);
    const expected = expectedOf(tellings, { toldAt: () => END, jobs: [], end: END });
    expect(await importInvoices(tellings, "points", expected)).toEqual([]);
  },
);

/** Bindings whose database goes away with the batch of this number. */
function killedAt(environment: StoreUnderTest["environment"], last: number): StoreUnderTest["environment"] {
  const { DB } = environment;
  let batches = 0;
  const killed = {
    prepare: (query: string) => DB.prepare(query),
    batch: async <Row>(statements: D1PreparedStatement[]) => {
      if (++batches >= last) throw new Error("Killed.");
      return DB.batch<Row>(statements);
    },
  } as unknown as D1Database;
  return { ...environment, DB: killed };
}
