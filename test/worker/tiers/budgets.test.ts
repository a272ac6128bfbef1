/** What tiers ask of the database: no more in a store of thousands, and no round trip of their own. */
import { expect, test } from "vitest";
import { metered, type Spent } from "../../../bench/cost/meter.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { postTierChanges } from "../../../worker/tiers/post-tier-changes.ts";
import { DAY, environment, order, StoreUnderTest } from "../store-under-test.ts";
import { buy, panelOf, tiered, tierOf } from "./tiered-store.ts";

const FALL = Date.UTC(2028, 0, 1);

/** A store with so many members beside four of its own, whose tier falls with 2028. */
async function storeBeside(others: number): Promise<{ store: StoreUnderTest; members: string[] }> {
  const store = await StoreUnderTest.make(tiered());
  const rows = JSON.stringify(Array.from({ length: others }, (_, index) => `mem_0${String(index)}`));
  const insert = (sql: string) => store.environment.DB.prepare(sql).bind(store.id, rows);
  await store.environment.DB.batch([
    insert(`INSERT INTO members (store_id, id, joined_at) SELECT ?1, value, 1 FROM json_each(?2)`),
    insert(
      `INSERT INTO member_tiers SELECT ?1, value, 'bronze', ${FALL} + 1 + key, 1, 0, 1 FROM json_each(?2)`,
    ),
    insert(`INSERT INTO member_months SELECT ?1, value, 202611, 500, 5, 1 FROM json_each(?2)`),
  ]);
  const members = [];
  for (const index of [0, 1, 2, 3]) members.push(await buy(store, `c${index}`, `o${index}`, 1000));
  return { store, members };
}

/** What each of these asks of the database in such a store. */
async function costsBeside(others: number): Promise<Record<string, Spent>> {
  const { store, members } = await storeBeside(others);
  const [anna = ""] = members;
  const meter = metered(environment.DB);
  store.environment = { ...environment, DB: meter.database };
  const costs: Record<string, Spent> = {};
  const measure = async (name: string, run: () => Promise<unknown>) => {
    // Once before, so that the configuration is in memory.
    await store.server("GET", "/v1/program");
    meter.take();
    await run();
    costs[name] = meter.take();
  };
  const session = await store.session("c0");
  await measure("tier", async () => tierOf(store, anna));
  await measure("panel", async () => store.page("GET", "/storefront/panel", { session }));
  await measure("order", async () => store.putOrder("o9", order("c0", 1000, store.now)));
  store.now = FALL;
  const job = async () => postTierChanges(databaseOf(store.environment), { now: FALL, storeId: store.id }, 2);
  await measure("job", job);
  await measure("job again", job);
  await measure("job with nothing due", job);
  return costs;
}

test("a tier, a panel, an order and the job cost the same beside 10 members and beside 3,000", async () => {
  const [few, many] = [await costsBeside(10), await costsBeside(3000)];
  for (const [name, { trips, rowsRead, rowsWritten }] of Object.entries(few)) {
    expect(many[name], name).toMatchObject({ trips, rowsWritten });
    // Where an index's next page begins, SQLite may look at a row more.
    expect(Math.abs((many[name]?.rowsRead ?? NaN) - rowsRead), name).toBeLessThanOrEqual(2);
  }
  expect(few.tier).toMatchObject({ trips: 1, rowsWritten: 0 });
  expect(few.panel).toMatchObject({ trips: 1, rowsWritten: 0 });
  expect(few.order?.trips).toBe(2);
  expect(few.job?.trips).toBe(3);
  expect(few["job with nothing due"]).toMatchObject({ trips: 1, rowsWritten: 0 });
});

test("new rules have the job look at everyone, a slice at a time, each as dear as the one before", async () => {
  const { store } = await storeBeside(300);
  await store.publish(tiered({ graceDays: 5 }));
  const meter = metered(environment.DB);
  const database = databaseOf({ ...environment, DB: meter.database });
  const costs = [];
  for (let slice = 0; slice < 4; slice++) {
    expect(await postTierChanges(database, { now: store.now, storeId: store.id }, 50)).toBe(50);
    costs.push(meter.take());
  }
  const read = costs.map(({ rowsRead }) => rowsRead);
  expect(Math.max(...read)).toBeLessThan(50 * 25);
  expect(Math.max(...read) - Math.min(...read)).toBeLessThan(20);
});

test("a panel reads the months that count, and none where the program has no tiers", async () => {
  const read = async (store: StoreUnderTest) => {
    for (let month = 0; month < 30; month++, store.now += 31 * DAY) await buy(store, "anna", `o${month}`, 10);
    await panelOf(store, "anna");
    const session = await store.session("anna");
    const meter = metered(environment.DB);
    store.environment = { ...environment, DB: meter.database };
    await store.page("GET", "/storefront/panel", { session });
    return meter.take().rowsRead;
  };
  const [without, with_] = [
    await read(await StoreUnderTest.make(tiered({}, { tiers: null }))),
    await read(await StoreUnderTest.make(tiered({ over: "rolling_12_months" }))),
  ];
  expect(with_ - without).toBeGreaterThan(10);
  expect(with_ - without).toBeLessThan(20);
});
