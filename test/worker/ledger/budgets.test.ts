/**
 * What a request costs D1, held exactly: a figure that gets better is tightened in bench/budgets.json by the change
 * that betters it. docs/performance.md says what is measured.
 */
import { beforeAll, describe, expect, test } from "vitest";
import budgets from "../../../bench/budgets.json" with { type: "json" };
import {
  costFigures,
  LENGTHS,
  measureCosts,
  type CostsByLength,
  type Measured,
} from "../../../bench/cost/figures.ts";
import { requestKinds } from "../../../bench/cost/requests.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { checkLedger } from "../../../worker/ledger/check.ts";
import { environment } from "../store-under-test.ts";

let measured: Measured;
let costs: CostsByLength;

beforeAll(async () => {
  measured = await measureCosts(environment);
  ({ costs } = measured);
});

test("the histories that are measured are sound", async () => {
  const { storeId, now } = measured;
  expect((await checkLedger(databaseOf(environment), storeId, now)).problems).toEqual([]);
});

test("budgets: every figure is the one that is written down", () => {
  const figures = costFigures(measured);
  const written = Object.entries(budgets).filter(([name]) => name in figures);
  expect(figures).toEqual(Object.fromEntries(written));
});

const trips = { session: 1, panel: 1, earn: 1, redeem: 1, order: 2, refund: 2, expire: 2 };
for (const request of requestKinds)
  test(`budgets: ${request} takes ${trips[request]} round trips, whatever the history`, () => {
    for (const kind of ["spent", "open"] as const)
      for (const length of LENGTHS) expect(costs[kind][length][request].trips).toBe(trips[request]);
  });

test("budgets: a followed link takes no round trip when it is hot", () => {
  expect(measured.hotLink.trips).toBe(0);
});

describe.each(["spent", "open"] as const)("budgets: with all lots %s", (kind) => {
  for (const request of ["earn", "redeem", "order", "refund", "expire"] as const)
    test(`${request} reads and writes the same after 10 entries and after 10,000`, () => {
      const [short, , long] = LENGTHS.map((length) => costs[kind][length][request]);
      expect(long).toEqual(short);
    });
  for (const request of ["panel", "session"] as const)
    test(`${request} reads the same from a full page of entries on, and less before`, () => {
      const [short, middle, long] = LENGTHS.map((length) => costs[kind][length][request]);
      expect(long).toEqual(middle);
      expect(short?.rowsRead).toBeLessThanOrEqual(middle?.rowsRead ?? 0);
    });
});
