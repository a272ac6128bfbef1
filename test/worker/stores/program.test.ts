/** A program is a document: published as versions, tried without writing, and what was granted stays. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { contents, count } from "../database/contents.ts";
import { DAY, order, PROGRAM, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";

const published = z.object({
  version: z.int(),
  dryRun: z.boolean(),
  changes: z.array(z.object({ pointer: z.string(), from: z.unknown(), to: z.unknown() })),
  sample: z.object({ orders: z.int(), pointsNow: z.int(), pointsThen: z.int() }).optional(),
});
const doubled: ProgramInput = {
  ...PROGRAM,
  earning: { order: { points: 2, per: 100 }, signUp: null, holdDays: 7 },
  expiry: { afterDays: 7 },
};

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make();
});

async function put(body: ProgramInput, query = "") {
  return (await store.server("PUT", `/v1/program${query}`, { body })).as(published);
}

describe("publishing", () => {
  test("makes the next version and says what changed, field by field", async () => {
    const answer = await put({ ...PROGRAM, name: "Renamed" });
    expect(answer).toEqual({
      version: 2,
      dryRun: false,
      changes: [{ pointer: "/name", from: PROGRAM.name, to: "Renamed" }],
    });
  });

  test("what is live already makes no version, though a default is spelled out", async () => {
    const spelled = { ...PROGRAM, expiry: null, earning: { ...PROGRAM.earning, holdDays: 0 } };
    expect(await put(spelled)).toEqual({ version: 1, dryRun: false, changes: [] });
  });

  test("keeps every version as it was", async () => {
    await put(doubled);
    const read = async (query: string) => (await store.server("GET", `/v1/program${query}`)).text;
    expect(await read("?version=1")).toContain('"points":1,"per":100');
    expect(await read("")).toContain('"points":2,"per":100');
    expect((await store.server("GET", "/v1/program?version=3")).problem().code).toBe("program_not_found");
  });

  test("12 at once make 12 versions, none twice and none lost", async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        store.server("PUT", "/v1/program", { body: { ...PROGRAM, name: `Circle ${index}` } }),
      ),
    );
    const versions = answers
      .filter(({ status }) => status === 200)
      .map((answer) => answer.as(published).version)
      .sort((a, b) => a - b);
    expect(versions).toEqual(versions.map((_, index) => index + 2));
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(answer.problem().code).toBe("try_again");
    expect(await count("SELECT max(version) AS count FROM programs WHERE store_id = ?", store.id)).toBe(
      versions.length + 1,
    );
  });

  test("takes nothing from what was granted, and shortens nothing", async () => {
    const { order: told } = await store.putOrder("1", order("anna", 10_000, START));
    const before = (await contents(store.id)).lots;
    await put(doubled);
    expect((await contents(store.id)).lots).toEqual(before);
    store.now = START + 100 * DAY;
    expect(await store.balance(told.memberId ?? "")).toEqual({ available: 100, pending: 0, debt: 0 });
  });

  test("beside 20 orders at once, each order counts under the rules of the time it was placed", async () => {
    const tell = (index: number) => store.putOrder(`o${index}`, order("anna", 10_000, START - DAY));
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, (_, index) => tell(index)),
      put(doubled),
      ...Array.from({ length: 10 }, (_, index) => tell(index + 10)),
    ]);
    const orders = answers.flatMap((answer) => ("order" in answer ? [answer.order] : []));
    expect(new Set(orders.map(({ programVersion, points }) => `${programVersion} ${points}`))).toEqual(
      new Set(["1 100"]),
    );
    expect(await store.problems()).toEqual([]);
  });
});

describe("a dry run", () => {
  test("says what would change and what the latest orders would earn, and writes nothing", async () => {
    await store.putOrder("1", order("anna", 10_000, START));
    await store.putOrder("2", order("ben", 5000, START));
    await store.putOrder("3", order("ben", 5000, START, { paidAt: null }));
    const before = await contents(store.id);
    const answer = await put(doubled, "?dryRun=true");
    expect(answer).toMatchObject({
      version: 2,
      dryRun: true,
      sample: { pointsNow: 150, pointsThen: 300 },
    });
    expect(answer.changes.map(({ pointer }) => pointer)).toEqual([
      "/earning/order/points",
      "/earning/holdDays",
      "/expiry",
    ]);
    expect(await contents(store.id)).toEqual(before);
  });

  test("of what is live already says so", async () => {
    expect(await put(PROGRAM, "?dryRun=true")).toMatchObject({ version: 1, dryRun: true, changes: [] });
  });

  test("of a store's first program", async () => {
    store = await StoreUnderTest.make(null);
    expect(await put(PROGRAM, "?dryRun=true")).toMatchObject({ version: 1, sample: { orders: 0 } });
    expect((await store.server("GET", "/v1/program")).status).toBe(404);
  });
});
