/** Whatever dies, and whatever runs beside it: no event is lost, and none is sent more often than that takes. */
import { beforeEach, expect, test } from "vitest";
import type { Environment } from "../../../worker/environment.ts";
import { deliverDue, deliverTo } from "../../../worker/webhooks/deliver.ts";
import { environment } from "../store-under-test.ts";
import { HookedStore } from "./hooked-store.ts";

let at: HookedStore;
let id: string;
beforeEach(async () => {
  at = await HookedStore.make();
  id = (await at.endpoint("/well")).id;
});

/** The bindings of the store, whose database fails in this batch (from 1): before it is done, or after. */
function dying(which: number, when: "before" | "after"): Environment {
  let batches = 0;
  const batch = async <Row>(statements: D1PreparedStatement[]): Promise<D1Result<Row>[]> => {
    batches += 1;
    if (batches === which && when === "before") throw new Error("D1_ERROR: Network connection lost.");
    const results = await environment.DB.batch<Row>(statements);
    if (batches === which) throw new Error("D1_ERROR: Network connection lost.");
    return results;
  };
  const DB = new Proxy(environment.DB, {
    get: (target, name) => {
      if (name === "batch") return batch;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  return { ...at.store.environment, DB };
}

const run = (bindings: Environment) =>
  deliverTo(bindings, [{ storeId: at.store.id, id }], at.store.now).catch(() => undefined);

/** The ids that came, each with how often. */
function came(): Record<string, number> {
  const times: Record<string, number> = {};
  for (const { headers } of at.receiver.got) {
    const which = headers["webhook-id"] ?? "";
    times[which] = (times[which] ?? 0) + 1;
  }
  return times;
}

/** Three members join, and nobody tells of it yet. */
const threeJoin = () =>
  at.unsent(id, async () => {
    for (const customer of ["anna", "ben", "cleo"]) await at.store.member(customer);
  });

test("it dies before it takes anything: the job sends each once", async () => {
  await threeJoin();
  await run(dying(1, "before"));
  expect(at.receiver.got).toHaveLength(0);
  await at.later(0);
  expect(Object.values(came())).toEqual([1, 1, 1]);
});

test("it takes what is to be sent and dies, or its answer is lost: each is sent once, a minute later", async () => {
  await threeJoin();
  await run(dying(1, "after"));
  expect(at.receiver.got).toHaveLength(0);
  await at.later(59_000);
  expect(at.receiver.got).toHaveLength(0);
  await at.later(1000);
  expect(Object.values(came())).toEqual([1, 1, 1]);
});

test("it sends and dies before that is noted: each comes once more, under the same id", async () => {
  await threeJoin();
  await run(dying(2, "before"));
  expect(Object.values(came())).toEqual([1, 1, 1]);
  await at.later(60_000);
  expect(Object.values(came())).toEqual([2, 2, 2]);
  await at.later(3_600_000);
  expect(Object.values(came())).toEqual([2, 2, 2]);
  expect((await at.deliveries(id)).map(({ status }) => status)).toEqual(Array(3).fill("delivered"));
});

test("the answer to noting it is lost: nothing is sent again", async () => {
  await threeJoin();
  await run(dying(2, "after"));
  await at.later(60_000);
  expect(Object.values(came())).toEqual([1, 1, 1]);
});

test("eight at once, requests, runs and the job, send each event once", async () => {
  await threeJoin();
  await Promise.all([
    ...Array.from({ length: 3 }, () => run(at.store.environment)),
    ...Array.from({ length: 2 }, () => deliverDue(at.store.environment, at.store.now)),
    at.store.member("dora"),
    at.store.member("emil"),
    at.store.member("fay"),
  ]);
  await at.later(0);
  expect(Object.values(came())).toEqual(Array(6).fill(1));
});

test("an endpoint that is slow to answer is not sent the same by another run meanwhile", async () => {
  await threeJoin();
  at.receiver.beforeAnswer = async () => {
    at.receiver.beforeAnswer = async () => undefined;
    await at.later(50_000);
  };
  await run(at.store.environment);
  expect(Object.values(came())).toEqual([1, 1, 1]);
});

test("a few hundred events, most of which the endpoint doesn't want, are gone through to the last", async () => {
  const narrow = await at.endpoint("/as-told", ["program.published"]);
  await at.unsent(narrow.id, async () => {
    const rows = JSON.stringify(Array.from({ length: 320 }, (_, index) => `mem_${index}`));
    await environment.DB.prepare(
      "INSERT INTO members (store_id, id, joined_at) SELECT ?1, value, 1 FROM json_each(?2)",
    )
      .bind(at.store.id, rows)
      .run();
    await at.store.publish({ name: "Another circle", earning: { signUp: null } });
  });
  await run(at.store.environment);
  await deliverTo(at.store.environment, [{ storeId: at.store.id, id: narrow.id }], at.store.now);
  expect(at.receiver.types("/as-told")).toEqual(["program.published"]);
  expect(at.receiver.at("/well")).toHaveLength(321);
  expect(Object.values(came()).filter((times) => times > 2)).toEqual([]);
});
