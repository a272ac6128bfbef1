import { expect, test } from "vitest";
import { readInvoices } from "../../../bench/invoices/file.ts";
import { differences, program, tellInvoices, type Call } from "../../../bench/invoices/replay.ts";
import { StoreUnderTest } from "../store-under-test.ts";

// Beside the project and no part of it: nothing where it is absent.
const files = import.meta.glob<string>("../../../../shared/data/online-retail-orders.csv", {
  query: "?raw",
  import: "default",
});
const [load] = Object.values(files);

test.skipIf(!load)(
  "promise 6: the first 1,500 invoices of a real shop end as its file says (skipped where ../shared/data is absent)",
  async () => {
    const invoices = readInvoices((await load?.()) ?? "", 1500);
    const store = await StoreUnderTest.make(program);
    const call: Call = async (method, path, body) => {
      const answer = await store.server(method, path, { body });
      expect(answer.status, answer.text).toBe(200);
      return JSON.parse(answer.text) as unknown;
    };
    await tellInvoices(call, invoices.tellings);
    expect(invoices.tellings.length).toBeGreaterThan(1300);
    expect(await differences(call, invoices)).toEqual([]);
  },
);
