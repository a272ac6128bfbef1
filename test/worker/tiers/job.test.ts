/** The job tells of what time and new rules did, in slices that can stop anywhere; a tier was right before it ran. */
import { beforeEach, describe, expect, test } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { postTierChanges } from "../../../worker/tiers/post-tier-changes.ts";
import { runsBefore } from "../database/bindings.ts";
import { count } from "../database/contents.ts";
import { DAY, environment, order, START, StoreUnderTest } from "../store-under-test.ts";
import { bonusEntries, buy, LEVELS, movesTold, panelOf, runJob, tiered, tierOf } from "./tiered-store.ts";

const FALL = Date.UTC(2028, 0, 1);

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(tiered());
});

/** So many members with £1,000 each: silver until the end of 2027. */
async function silverMembers(howMany: number): Promise<string[]> {
  const members = [];
  for (let index = 0; index < howMany; index++)
    members.push(await buy(store, `c${index}`, `o${index}`, 1000));
  return members;
}

describe("when a tier's time is over", () => {
  test("it falls in that very millisecond, without the job; the job tells of it once", async () => {
    const anna = await buy(store, "anna", "1", 1000);
    store.now = FALL - 1;
    expect((await tierOf(store, anna)).id).toBe("silver");
    expect((await panelOf(store, "anna")).tier?.id).toBe("silver");
    expect(await runJob(store)).toBe(0);
    store.now = FALL;
    expect(await tierOf(store, anna)).toMatchObject({ id: "bronze", keptUntil: null, change: null });
    expect((await panelOf(store, "anna")).tier?.id).toBe("bronze");
    expect([await runJob(store), await runJob(store)]).toEqual([1, 0]);
    expect(await movesTold(store)).toEqual(["bronze silver up", "silver bronze down"]);
  });

  test("an order that comes before the job tells of the fall, and the job has nothing left", async () => {
    await buy(store, "anna", "1", 1000);
    store.now = FALL + DAY;
    await buy(store, "anna", "2", 10);
    expect(await movesTold(store)).toEqual(["bronze silver up", "silver bronze down"]);
    expect(await runJob(store)).toBe(0);
  });

  test("each step down is told of in its turn", async () => {
    store = await StoreUnderTest.make(tiered({ fall: "one_step", graceDays: 10 }));
    await buy(store, "anna", "1", 5000);
    for (let year = 2027; year < 2032; year++) {
      store.now = Date.UTC(year, 0, 11);
      await runJob(store);
    }
    expect(await movesTold(store)).toEqual(["bronze gold up", "gold silver down", "silver bronze down"]);
  });

  test("slices of any size come to the same, and say how many were due", async () => {
    await silverMembers(7);
    store.now = FALL;
    const database = databaseOf(environment);
    const at = { now: store.now, storeId: store.id };
    const due = [];
    for (let slice = 0; slice < 4; slice++) due.push(await postTierChanges(database, at, 3));
    expect(due).toEqual([3, 3, 1, 0]);
    expect((await movesTold(store)).filter((move) => move.endsWith("down"))).toHaveLength(7);
  });

  test("two runs at once tell nobody twice", async () => {
    await silverMembers(10);
    store.now = FALL;
    const run = async () => runJob(store, 4);
    await Promise.all([run(), run(), run()]);
    expect((await movesTold(store)).filter((move) => move.endsWith("down"))).toHaveLength(10);
  });

  test("an order that comes between its reading and its writing is not overlooked", async () => {
    const anna = await buy(store, "anna", "1", 1000);
    store.now = FALL;
    const meanwhile = runsBefore(
      (batch) => batch === 3,
      async () => store.putOrder("2", order("anna", 500_000, FALL)),
    );
    await postTierChanges(databaseOf(meanwhile), { now: FALL, storeId: store.id }, 10);
    expect((await tierOf(store, anna)).id).toBe("gold");
    expect(await movesTold(store)).toEqual(["bronze silver up", "silver gold up"]);
    expect(await runJob(store)).toBe(0);
  });

  test("the job between an order's reading and its writing doesn't give a bonus twice", async () => {
    store = await StoreUnderTest.make(tiered({ upgrade: "next_period" }));
    await buy(store, "anna", "1", 1000);
    store.now = Date.UTC(2027, 0, 1);
    store.environment = runsBefore(
      (batch) => batch === 2,
      async () => runJob(store),
    );
    await buy(store, "anna", "2", 10);
    store.environment = environment;
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 100"]);
    expect(await movesTold(store)).toEqual(["bronze silver up"]);
    expect(await store.problems()).toEqual([]);
  });

  test("it looks at other stores' members only where it is told to, and never by a sandbox's clock", async () => {
    await silverMembers(1);
    const sandbox = await StoreUnderTest.make(tiered(), START, { sandbox: true });
    await buy(sandbox, "anna", "1", 1000);
    const database = databaseOf(environment);
    await environment.DB.prepare("UPDATE stores SET clock_offset = 1000 WHERE id = ?").bind(sandbox.id).run();
    await postTierChanges(database, { now: FALL, storeId: sandbox.id }, 100);
    expect([(await movesTold(store)).length, (await movesTold(sandbox)).length]).toEqual([1, 2]);
    await postTierChanges(database, { now: FALL, storeId: null }, 1000);
    expect([(await movesTold(store)).length, (await movesTold(sandbox)).length]).toEqual([2, 2]);
  });
});

describe("when the rules change", () => {
  test("members are told where they stand, and get the bonus that is theirs by now", async () => {
    const levels = LEVELS.map((level) => ({ ...level, bonus: null }));
    store = await StoreUnderTest.make(tiered({ levels }));
    const members = await silverMembers(5);
    const easier = LEVELS.map((level) => ({ ...level, threshold: level.threshold / 10 }));
    await store.publish(tiered({ levels: easier }));
    const [first = ""] = members;
    expect((await tierOf(store, first)).id).toBe("gold");
    expect([await runJob(store, 2), await runJob(store)]).toEqual([5, 0]);
    expect((await movesTold(store)).filter((move) => move === "silver gold up")).toHaveLength(5);
    expect((await bonusEntries(store)).filter((entry) => entry === "tier_bonus Gold 500")).toHaveLength(5);
    expect(await store.balance(first)).toEqual({ available: 1600, pending: 0, debt: 0 });
    expect(await store.problems()).toEqual([]);
  });

  test("two runs at once, each slice cut short, give each bonus once", async () => {
    const levels = LEVELS.map((level) => ({ ...level, bonus: null }));
    store = await StoreUnderTest.make(tiered({ levels }));
    await silverMembers(9);
    await store.publish(tiered());
    const run = async () => runJob(store, 2);
    await Promise.all([run(), run(), run()]);
    expect(await bonusEntries(store)).toEqual(Array.from({ length: 9 }, () => "tier_bonus Silver 100"));
    expect(await store.problems()).toEqual([]);
  });

  test("a store's first tiers are told to those who reach one, and not to the others", async () => {
    store = await StoreUnderTest.make(tiered({}, { tiers: null }));
    await buy(store, "anna", "1", 1000);
    await buy(store, "ben", "2", 10);
    await store.member("carl");
    await store.publish(tiered());
    await runJob(store);
    expect(await movesTold(store)).toEqual(["- silver up"]);
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 100"]);
  });

  test("the end of all tiers is told", async () => {
    await buy(store, "anna", "1", 1000);
    await store.publish({ ...tiered(), tiers: null });
    await runJob(store);
    expect(await movesTold(store)).toEqual(["bronze silver up", "silver - down"]);
    expect(await runJob(store)).toBe(0);
  });

  test("words and multipliers alone have nobody looked at again", async () => {
    const anna = await buy(store, "anna", "1", 1000);
    const words = LEVELS.map((level) => ({ ...level, name: `The ${level.name}`, multiplier: 2 }));
    await store.publish(tiered({ levels: words }));
    expect(await runJob(store)).toBe(0);
    expect(await tierOf(store, anna)).toMatchObject({ name: "The Silver", multiplier: 2 });
    await store.publish({ ...tiered({ levels: words }), name: "Another name" });
    expect(await runJob(store)).toBe(0);
    expect(await count("SELECT count(*) AS count FROM tier_rules WHERE store_id = ?", store.id)).toBe(1);
  });

  test("an action that reaches a tier by points is told by the job", async () => {
    const levels = [{ id: "silver", name: "Silver", threshold: 150, bonus: 1000 }];
    store = await StoreUnderTest.make(tiered({ by: "points", levels }));
    const anna = await store.member("anna");
    await store.earn(anna, 150);
    expect((await tierOf(store, anna)).id).toBe("silver");
    expect([await runJob(store), await runJob(store)]).toEqual([1, 0]);
    expect(await movesTold(store)).toEqual(["- silver up"]);
    expect(await store.balance(anna)).toMatchObject({ available: 1150 });
  });

  test("an action that comes between an order's reading and its writing counts with it", async () => {
    const levels = [{ id: "silver", name: "Silver", threshold: 150, bonus: 1000 }];
    store = await StoreUnderTest.make(tiered({ by: "points", levels }));
    const anna = await store.member("anna");
    store.environment = runsBefore(
      (batch) => batch === 2,
      async () => store.earn(anna, 60),
    );
    await buy(store, "anna", "1", 100);
    store.environment = environment;
    await runJob(store);
    expect(await bonusEntries(store)).toEqual(["tier_bonus Silver 1000"]);
    expect(await store.balance(anna)).toMatchObject({ available: 1160 });
  });
});
