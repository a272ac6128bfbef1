/** Batches that are sent together are still all or nothing for whoever asked, and none takes another down. */
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { batch, databaseOf, write, type Database, type Statement } from "../../../worker/database/client.ts";
import { together } from "../../../worker/database/gathered.ts";
import { guard } from "../../../worker/database/guard.ts";
import { refusalOf } from "../../../worker/database/refusal.ts";
import { environment, START } from "../store-under-test.ts";
import { countsQueries, losesOneAnswer, withDatabase } from "./bindings.ts";

let store = "";
let stores = 0;
beforeEach(() => {
  store = `gathered ${++stores}`;
});

/** A statement that may be written once: the name is the key. */
const note = (database: Database, name: string): Statement =>
  database.run(sql`INSERT INTO code_pools (store_id, pool, added) VALUES (${store}, ${name}, 1)`);

async function noted(): Promise<string[]> {
  const { results } = await environment.DB.prepare(
    "SELECT pool FROM code_pools WHERE store_id = ? ORDER BY pool",
  )
    .bind(store)
    .all<{ pool: string }>();
  return results.map(({ pool }) => pool);
}

const names = Array.from({ length: 6 }, (_, index) => `name ${index}`);

test("work that is done at once reads in one round trip and writes in another, and each gets its own rows", async () => {
  const counting = countsQueries();
  const results = await together(
    databaseOf(counting.environment),
    names.map((name) => async (database) => {
      const [[row]] = await batch(database, [database.all<{ name: string }>(sql`SELECT ${name} AS name`)]);
      // Everybody takes their time in between.
      await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name.repeat(name.length * 10)));
      const [, rows] = await batch(database, [
        note(database, name),
        database.all<{ pool: string }>(
          sql`SELECT pool FROM code_pools WHERE store_id = ${store} AND pool = ${name}`,
        ),
      ]);
      return [row?.name, rows[0]?.pool];
    }),
  );
  expect(results.map((each) => each.status === "fulfilled" && each.value)).toEqual(
    names.map((name) => [name, name]),
  );
  expect(counting.batches).toBe(2);
  expect(await noted()).toEqual(names);
});

test("what is refused is refused alone, with its own code, and nothing of it is written", async () => {
  const results = await together(
    databaseOf(environment),
    names.map((name, index) => async (database) => {
      const refused = index === 2 ? [guard(database, sql`0`, "not_this_one")] : [];
      await write(database, [note(database, name), ...refused]);
    }),
  );
  expect(results.map((each) => (each.status === "rejected" ? refusalOf(each.reason) : "written"))).toEqual([
    "written",
    "written",
    "not_this_one",
    "written",
    "written",
    "written",
  ]);
  expect(await noted()).toEqual(names.filter((_, index) => index !== 2));
});

test("two that write the same: the first has it, and the second is refused", async () => {
  const results = await together(
    databaseOf(environment),
    ["same", "same", "other"].map((name) => async (database) => write(database, [note(database, name)])),
  );
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await noted()).toEqual(["other", "same"]);
});

test("after a lost answer each is sent alone, and what guards it against being doubled does", async () => {
  const losing = losesOneAnswer();
  const results = await together(
    databaseOf(losing.environment),
    names.map((name) => async (database) => write(database, [note(database, name)])),
  );
  expect(losing.lost).toBe(1);
  expect(results.map((each) => (each.status === "rejected" ? refusalOf(each.reason) : "written"))).toEqual(
    names.map(() => "code_pools.store_id, code_pools.pool"),
  );
  expect(await noted()).toEqual(names);
});

test("who waits for something else keeps nobody, and who throws neither", async () => {
  let release = () => {};
  const elsewhere = new Promise<void>((resolve) => (release = resolve));
  const results = await together<string>(databaseOf(environment), [
    async (database) => {
      await write(database, [note(database, "quick")]);
      release();
      return "quick";
    },
    async (database) => {
      await elsewhere;
      await write(database, [note(database, "slow")]);
      return "slow";
    },
    () => Promise.reject(new Error("Not today.")),
    () => Promise.resolve("nothing asked"),
  ]);
  expect(results.map((each) => (each.status === "fulfilled" ? each.value : "thrown"))).toEqual([
    "quick",
    "slow",
    "thrown",
    "nothing asked",
  ]);
  expect(await noted()).toEqual(["quick", "slow"]);
});

describe("how much is sent at once", () => {
  test("is bounded: a hundred with ten statements each go in groups of 400, none cut in two", async () => {
    const sizes: number[] = [];
    const bindings = withDatabase({
      batch: async <Row>(statements: D1PreparedStatement[]) => {
        sizes.push(statements.length);
        return environment.DB.batch<Row>(statements);
      },
    });
    await together(
      databaseOf(bindings),
      Array.from(
        { length: 100 },
        (_, index) => async (database: Database) =>
          write(
            database,
            Array.from({ length: 10 }, (__, each) => note(database, `${index} ${each} ${START}`)),
          ),
      ),
    );
    expect(sizes).toEqual([400, 400, 200]);
    expect(await noted()).toHaveLength(1000);
  });

  test("nothing to do asks nothing", async () => {
    const counting = countsQueries();
    expect(await together(databaseOf(counting.environment), [])).toEqual([]);
    expect(counting.batches).toBe(0);
  });
});
