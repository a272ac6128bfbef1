/** Promises 1, 2, 4 and 9 hold in SQL: the database refuses what no code may do, whatever runs on top of it. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { sql } from "drizzle-orm";
import { refusalOf } from "../../../worker/database/refusal.ts";
import { environment, StoreUnderTest } from "../store-under-test.ts";
import { contents, type Contents } from "./contents.ts";

let store: StoreUnderTest;
let memberId: string;
let entryId: string;
let before: Contents;
beforeEach(async () => {
  store = await StoreUnderTest.make();
  memberId = await store.member("anna");
  await store.earn(memberId, 100);
  const row = await environment.DB.prepare("SELECT id FROM entries WHERE store_id = ?")
    .bind(store.id)
    .first();
  entryId = z.object({ id: z.string() }).parse(row).id;
  before = await contents(store.id);
});

/** Runs the statements as one transaction, and gives back what refused them: nothing may have been written. */
async function refused(...statements: string[]): Promise<string | null> {
  const filled = statements.map((text) =>
    text
      .replaceAll(":store", `'${store.id}'`)
      .replaceAll(":member", `'${memberId}'`)
      .replaceAll(":entry", `'${entryId}'`),
  );
  try {
    await environment.DB.batch(filled.map((text) => environment.DB.prepare(text)));
  } catch (error) {
    expect(await contents(store.id)).toEqual(before);
    return refusalOf(error);
  }
  return "nothing";
}

const ours = "store_id = :store AND member_id = :member";
/** Columns and values of a new entry. */
const entry = (kind: string, points: number, { debt = 0, key = "k", id = "ent_new" } = {}) =>
  `INSERT INTO entries (store_id, member_id, id, kind, points, debt_change, key, program_version, reason, created_at)
    VALUES (:store, :member, '${id}', '${kind}', ${points}, ${debt}, '${key}', 1,
      '{"rule":"action"}', 1)`;
const move = (points: number, { id = "'ent_new'", lot = ":entry", expiring = 0 } = {}) =>
  `INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points, expiring)
    VALUES (:store, :member, ${id}, ${lot}, ${points}, ${expiring})`;
const lot = ({ granted = 10, remaining = 0, expired = 0, dueAt = 9 } = {}) =>
  `INSERT INTO lots (store_id, member_id, id, granted, remaining, expired, granted_at, available_at, expires_at, due_at)
    VALUES (:store, :member, 'ent_new', ${granted}, ${remaining}, ${expired}, 1, 1, 9, ${dueAt})`;

describe("entries and their moves are only ever added", () => {
  test.each([
    `UPDATE entries SET points = 1000 WHERE ${ours}`,
    `UPDATE entries SET reason = '{}' WHERE ${ours}`,
    `UPDATE entries SET created_at = 5 WHERE ${ours}`,
    `DELETE FROM entries WHERE ${ours}`,
    `UPDATE lot_moves SET points = 1000 WHERE ${ours}`,
    `DELETE FROM lot_moves WHERE ${ours}`,
    move(5, { id: ":entry", lot: "'lot_other'" }),
  ])("%s", async (statement) => {
    expect(await refused(statement)).toBe("entry_is_final");
  });
});

describe("an entry is worth what its moves moved, less what it added to the debt", () => {
  test.each([
    ["points from nowhere", [entry("earn", 50)]],
    ["more points than moved", [move(-10), entry("redeem", -5)]],
    ["fewer points than moved", [move(-10), entry("redeem", -20)]],
    ["a debt beside points that were there", [move(-10), entry("refund", -10, { debt: 10 })]],
  ])("%s", async (_what, statements) => {
    expect(await refused(...statements)).toBe("entry_out_of_balance");
  });

  test.each([
    ["an unknown kind", [move(-10), entry("gift", -10)], "entry_kind"],
    ["a redemption that gives", [lot(), move(10, { lot: "'ent_new'" }), entry("redeem", 10)], "entry_sign"],
    ["an earning that takes", [move(-10), entry("earn", -10)], "entry_sign"],
    ["an entry of nothing", [entry("earn", 0)], "entry_sign"],
    [
      "a debt below nothing",
      [lot(), move(5, { lot: "'ent_new'" }), entry("earn", 10, { debt: -5 })],
      "debt_negative",
    ],
    ["an empty move", [move(0)], "lot_move_empty"],
    ["a move that half expires", [move(-10, { expiring: 2 })], "lot_move_expiring"],
    ["a move of a lot that isn't there", [move(5, { lot: "'lot_other'" })], "lot_missing"],
    ["a lot overdrawn", [move(-101)], "lot_overdrawn"],
    ["a lot overfilled", [move(1)], "lot_overfilled"],
    ["an empty lot", [lot({ granted: 0 })], "lot_empty"],
    ["a lot that lost what it never had", [move(1, { expiring: 1 })], "lot_expired_negative"],
  ])("%s", async (_what, statements, code) => {
    expect(await refused(...statements)).toBe(code);
  });

  test("an entry of a member without a balance", async () => {
    const statements = [entry("refund", -10, { debt: 10 }).replace(":member", "'mem_nobody'")];
    expect(await refused(...statements)).toBe("balance_missing");
  });

  test("the key of a write that was there already, also for another member", async () => {
    const again =
      "SELECT store_id, 'mem_other', 'ent_other', kind, -points, points, key, source, program_version, reason, 1";
    expect(
      await refused(
        "INSERT INTO balances (store_id, member_id) VALUES (:store, 'mem_other')",
        `INSERT INTO entries ${again.replace("kind", "'refund'")} FROM entries WHERE ${ours}`,
      ),
    ).toBe("entries.store_id, entries.key");
  });
});

describe("what was granted is never taken away, shortened or put off", () => {
  test.each([
    "granted = 50",
    "granted = 500",
    "expires_at = expires_at - 1",
    "available_at = available_at + 1",
    "granted_at = 0",
    "source = 'order:other'",
    "id = 'lot_other'",
    "member_id = 'mem_other'",
    "store_id = 'sto_other'",
  ])("UPDATE lots SET %s", async (change) => {
    expect(await refused(`UPDATE lots SET ${change} WHERE ${ours}`)).toBe("lot_is_final");
  });

  test.each([
    `DELETE FROM lots WHERE ${ours}`,
    lot({ remaining: 10 }),
    lot({ expired: 5 }),
    lot({ dueAt: 10 }),
  ])("%s", async (statement) => {
    expect(await refused(statement)).toBe("lot_is_final");
  });

  test("a balance is never deleted", async () => {
    expect(await refused(`DELETE FROM balances WHERE ${ours}`)).toBe("balance_is_final");
  });

  // A trigger can't tell the ledger's own update from another: these are found rather than refused.
  test.each([
    ["lots", "remaining", "lot_moves"],
    ["balances", "total", "entries_total"],
    ["balances", "debt", "entries_total"],
  ])(
    "%s.%s that was changed by anything but an entry is found by the ledger's check",
    async (table, column, problem) => {
      const change = async (by: number) =>
        environment.DB.prepare(`UPDATE ${table} SET ${column} = ${column} + ? WHERE store_id = ?`)
          .bind(by, store.id)
          .run();
      await change(table === "lots" ? -1 : 1);
      expect((await store.problems()).map((each) => each.problem)).toContain(problem);
    },
  );

  test("a lot may be made to last longer", async () => {
    await databaseOf(environment).run(
      sql`UPDATE lots SET expires_at = expires_at WHERE store_id = ${store.id}`,
    );
    expect(await store.problems()).toEqual([]);
  });
});

describe("a program's versions stay as they were published", () => {
  test.each([
    "UPDATE programs SET document = '{}' WHERE store_id = :store",
    "DELETE FROM programs WHERE store_id = :store",
  ])("%s", async (statement) => {
    expect(await refused(statement)).toBe("program_is_final");
  });

  test("no second document under one version", async () => {
    const statement = "INSERT INTO programs VALUES (:store, 1, '{}', 1)";
    expect(await refused(statement)).toBe("programs.store_id, programs.version");
  });
});

describe("a guard refuses the whole batch unless its condition is true", () => {
  test.each(["0", "NULL", "2", "(SELECT 1 WHERE 0)", "'1'"])("%s", async (condition) => {
    const code = await refused(
      "UPDATE stores SET name = 'Changed' WHERE id = :store",
      `INSERT INTO guard SELECT ${condition}, 'not_so'`,
    );
    expect(code).toBe("not_so");
  });
});

describe("one of each", () => {
  test.each([
    [
      "customer id",
      "INSERT INTO members (store_id, id, customer_id, joined_at) VALUES (:store, 'mem_2', 'anna', 1)",
      "members.store_id, members.customer_id",
    ],
    [
      "store handle",
      `INSERT INTO stores (id, handle, name, currency, locale, time_zone, accent, landing_url, created_at)
        SELECT 'sto_2', handle, name, currency, locale, time_zone, accent, landing_url, 1 FROM stores WHERE id = :store`,
      "stores.handle",
    ],
  ])("%s", async (_what, statement, code) => {
    expect(await refused(statement)).toBe(code);
  });
});
