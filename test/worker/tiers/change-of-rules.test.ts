/** New tiers on a live program: seen before they are published, and nobody moves down before their period is over. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { tierPreviewSchema } from "../../../worker/tiers/preview-moves.ts";
import { countsQueries } from "../database/bindings.ts";
import { contents } from "../database/contents.ts";
import { order, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { buy, LEVELS, movesTold, runJob, tiered, tierOf } from "./tiered-store.ts";

const dryRun = z.object({ dryRun: z.literal(true), tiers: tierPreviewSchema.optional() }).loose();
/** £1,000 and £5,000 become £3,000 and £8,000. */
const DEARER = LEVELS.map((level) => ({
  ...level,
  threshold: ({ silver: 300_000, gold: 800_000 } as Record<string, number>)[level.id] ?? 0,
}));

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(tiered());
});

async function preview(program: ProgramInput) {
  return (await store.server("PUT", "/v1/program?dryRun=true", { body: program })).as(dryRun).tiers;
}

describe("a dearer tier", () => {
  test("is kept to the end of the period, whatever other versions come in between", async () => {
    const anna = await buy(store, "anna", "1", 1000);
    await store.publish(tiered({ levels: DEARER }));
    expect(await tierOf(store, anna)).toMatchObject({
      id: "silver",
      keptUntil: "2028-01-01T00:00:00.000Z",
      keep: { missing: 300_000, by: "2028-01-01T00:00:00.000Z" },
      next: { id: "gold", missing: 700_000 },
    });
    for (let version = 0; version < 5; version++)
      await store.publish(tiered({ levels: DEARER, graceDays: version }, { name: `Circle ${version}` }));
    await runJob(store);
    store.now = Date.UTC(2028, 0, 1) - 1;
    expect((await tierOf(store, anna)).id).toBe("silver");
    store.now += 1;
    expect((await tierOf(store, anna)).id).toBe("bronze");
    await runJob(store);
    expect(await movesTold(store)).toEqual(["bronze silver up", "silver bronze down"]);
  });

  test("is kept by rules that had it of rules which keep nobody any more, also when they change once more", async () => {
    const anna = await buy(store, "anna", "1", 1000);
    // By themselves they give the year's tier in the year after it, and keep it for 45 days more.
    await store.publish(tiered({ upgrade: "next_period", graceDays: 45 }));
    await store.publish(tiered({ levels: DEARER }));
    store.now = Date.UTC(2028, 0, 20);
    expect((await tierOf(store, anna)).id).toBe("silver");
    await store.publish(tiered({ levels: DEARER, graceDays: 1 }));
    expect((await tierOf(store, anna)).id).toBe("silver");
    store.now = Date.UTC(2028, 1, 15) - 1;
    await runJob(store);
    expect((await tierOf(store, anna)).id).toBe("silver");
    store.now += 1;
    expect((await tierOf(store, anna)).id).toBe("bronze");
  });

  test("is reached by the new figure alone from the next month on", async () => {
    await store.publish(tiered({ levels: DEARER }));
    store.now = Date.UTC(2026, 11, 1);
    const ben = await buy(store, "ben", "2", 1000);
    expect((await tierOf(store, ben)).id).toBe("bronze");
  });

  test("falls before its time when a refund takes it below the old figure", async () => {
    const anna = await buy(store, "anna", "1", 1000);
    await store.publish(tiered({ levels: DEARER }));
    await buy(store, "anna", "1", 999, { updatedAt: new Date(store.now + 1000).toISOString() });
    expect((await tierOf(store, anna)).id).toBe("bronze");
  });

  test("an order placed before the change, told after it, earns by the tier of then", async () => {
    await buy(store, "anna", "1", 1000);
    store.now += 86_400_000;
    await store.publish(tiered({ levels: DEARER }));
    const { order: told } = await store.putOrder("2", order("anna", 10_000, START + 3_600_000));
    expect(told.points).toBe(125);
  });
});

describe("the dry run of new tiers", () => {
  test("says who would move, between which tiers and when, and writes nothing", async () => {
    await buy(store, "anna", "1", 1000);
    await buy(store, "ben", "2", 1500);
    await buy(store, "cleo", "3", 9000);
    await buy(store, "dan", "4", 10);
    const before = await contents(store.id);
    const found = await preview(tiered({ levels: DEARER }));
    expect(found).toEqual({
      members: 4,
      of: 4,
      moves: [
        {
          direction: "down",
          from: { id: "silver", name: "Silver" },
          to: { id: "bronze", name: "Bronze" },
          at: "2028-01-01T00:00:00.000Z",
          members: 2,
        },
      ],
      unmoved: 2,
      sentence:
        "Of 4 members, 0 would move up and 2 down; nobody moves down before the period is over for which they have their tier.",
    });
    expect(await contents(store.id)).toEqual(before);
  });

  test("says who would move up at once, and who with the next period", async () => {
    await buy(store, "anna", "1", 1000);
    const easier = LEVELS.map((level) => ({ ...level, threshold: level.threshold / 10 }));
    expect((await preview(tiered({ levels: easier })))?.moves).toMatchObject([
      { direction: "up", from: { id: "silver" }, to: { id: "gold" }, at: "2026-11-01T12:00:00.000Z" },
    ]);
    const later = tiered({ levels: easier, upgrade: "next_period" });
    expect((await preview(later))?.moves).toMatchObject([
      { direction: "up", from: { id: "silver" }, to: { id: "gold" }, at: "2027-01-01T00:00:00.000Z" },
    ]);
  });

  test("says whose tier is taken out with none in its place, which is the one way to lose it at once", async () => {
    await buy(store, "anna", "1", 1000);
    const found = await preview(tiered({ levels: [{ id: "vip", name: "VIP", threshold: 200_000 }] }));
    expect(found?.moves).toMatchObject([
      { direction: "down", from: { id: "silver" }, to: null, at: "2026-11-01T12:00:00.000Z" },
    ]);
    expect(found?.sentence).toContain("1 of them at once, because their tier is taken out");
    expect((await preview({ ...tiered(), tiers: null }))?.sentence).toContain("without tiers nobody has one");
  });

  test("of a store's first tiers, and of a program whose tiers stay as they are", async () => {
    store = await StoreUnderTest.make(tiered({}, { tiers: null }));
    await buy(store, "anna", "1", 1000);
    expect((await preview(tiered()))?.moves).toMatchObject([
      { direction: "up", from: null, to: { id: "silver" } },
    ]);
    expect(await preview({ ...tiered(), tiers: null })).toBeUndefined();
    await store.publish(tiered());
    expect(await preview(tiered({}, { name: "Another name" }))).toBeUndefined();
  });

  test("says what publishing then does", async () => {
    const pounds = [10, 500, 900, 1000, 3000, 5000, 8000];
    for (const [index, each] of pounds.entries()) await buy(store, `c${index}`, `o${index}`, each);
    const levels = DEARER.map((level) => (level.id === "silver" ? { ...level, threshold: 50_000 } : level));
    const moves = (await preview(tiered({ levels })))?.moves ?? [];
    await store.publish(tiered({ levels }));
    await runJob(store);
    const told = (await movesTold(store)).slice(4);
    const expected = moves.flatMap(({ direction, from, to, members }) =>
      direction === "up"
        ? Array.from({ length: members }, () => `${from?.id ?? "-"} ${to?.id ?? "-"} up`)
        : [],
    );
    expect(told.sort()).toEqual(expected.sort());
    expect(told).toHaveLength(2);
  });

  test("looks at a sample of a large store, spread over who joined when, and says of how many", async () => {
    const database = store.environment.DB;
    const rows = Array.from({ length: 3000 }, (_, index) => {
      const time = START + Math.floor(index / 2) * 1000 + (index % 2) * 1e9;
      return {
        id: `mem_${base32(time)}${String(index).padStart(16, "0")}`,
        spend: index % 3 === 0 ? 200_000 : 100,
      };
    });
    for (const table of ["member_tiers", "member_months"])
      await database
        .prepare(
          table === "member_tiers"
            ? `INSERT INTO member_tiers SELECT ?1, value ->> 'id', NULL, 9007199254740991, 1, 0, 1 FROM json_each(?2)`
            : `INSERT INTO member_months SELECT ?1, value ->> 'id', 202611, value ->> 'spend', 0, 1 FROM json_each(?2)`,
        )
        .bind(store.id, JSON.stringify(rows))
        .run();
    await store.server("GET", "/v1/program");
    const counting = countsQueries();
    store.environment = counting.environment;
    const found = await preview(tiered({ levels: DEARER }));
    expect(counting.batches).toBe(4);
    expect(found).toMatchObject({ members: 500, of: 3000 });
    const [move] = found?.moves ?? [];
    expect(move).toMatchObject({ direction: "down", from: { id: "silver" } });
    expect(move?.members).toBeGreaterThan(120);
    expect(move?.members).toBeLessThan(220);
    expect(found?.sentence).toContain("Of 500 members who were looked at, out of 3,000");
  });
});

function base32(time: number): string {
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  return time
    .toString(32)
    .padStart(10, "0")
    .replace(/./g, (digit) => alphabet.charAt(parseInt(digit, 32)));
}
