import { expect, test } from "vitest";
import { expectedOf } from "../../../bench/invoices/expected.ts";
import { readInvoices } from "../../../bench/invoices/file.ts";
import { program } from "../../../bench/invoices/program.ts";
import { differences, tell, type Call } from "../../../bench/invoices/replay.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { withQuickDatabase } from "../quick-database.ts";
import { DAY } from "../store-under-test.ts";
import { invoicesStore } from "./invoices-store.ts";

// Beside the project and no part of it: nothing where it is absent.
const files = import.meta.glob<string>("../../../../shared/data/online-retail-orders.csv", {
  query: "?raw",
  import: "default",
});
const [load] = Object.values(files);

const BEGINNING = Date.UTC(2010, 10, 30, 12);
const END = Date.UTC(2011, 11, 10, 12);
/** The job runs each day at noon, a few days late now and then. */
const JOBS = Array.from({ length: 374 }, (_, day) => BEGINNING + day * DAY).filter((_, day) => day % 50 < 42);

test.skipIf(!load)(
  "promises 6 and 7: a real shop's year of invoices, told as it went, ends as its file says (skipped where ../shared/data is absent)",
  { timeout: 1_800_000 },
  async () => {
    const { tellings } = readInvoices((await load?.()) ?? "");
    const inTime = tellings
      .map((telling) => ({ telling, at: Date.parse(telling.order.updatedAt) }))
      .sort((a, b) => a.at - b.at);
    expect(inTime.length).toBeGreaterThan(22_000);
    const started = Date.now();
    const found = await withQuickDatabase(async (environment) => {
      const store = await invoicesStore(environment, BEGINNING);
      const call: Call = async (method, path, body) => {
        const answer = await store.server(method, path, { body });
        expect(answer.status, answer.text).toBe(200);
        return JSON.parse(answer.text) as unknown;
      };
      await call("PUT", "/v1/program", program);
      const jobs = JOBS.values();
      let job = jobs.next();
      for (const { telling, at } of inTime) {
        for (; !job.done && job.value <= at; job = jobs.next())
          await scheduled(databaseOf(environment), job.value);
        store.now = at;
        await tell(call, telling);
      }
      for (; !job.done && job.value <= END; job = jobs.next())
        await scheduled(databaseOf(environment), job.value);
      store.now = END;
      const told = inTime.map(({ telling }) => telling);
      const toldAt = ({ order }: (typeof told)[number]) => Date.parse(order.updatedAt);
      return differences(call, expectedOf(told, { toldAt, jobs: JOBS, end: END }));
    });
    console.log(`${inTime.length} tellings in ${Math.round((Date.now() - started) / 1000)} s`);
    expect(found).toEqual([]);
  },
);
