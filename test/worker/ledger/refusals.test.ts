/** The database refuses by itself, whatever code runs on top of it: written in SQL, past the Worker. */
import { beforeEach, describe, expect, test } from "vitest";
import { environment, order, START, StoreUnderTest } from "../store-under-test.ts";

const { DB } = environment;
let store: StoreUnderTest;
let memberId: string;

beforeEach(async () => {
  store = await StoreUnderTest.make();
  memberId = await store.member("anna");
  await store.earn(memberId, 600);
  await store.putOrder("1", order("anna", 10_000, START));
});

/** A statement with the store and the member as ?1 and ?2. */
const statement = (sql: string, ...more: unknown[]) => DB.prepare(sql).bind(store.id, memberId, ...more);

const entry = (id: string, points: number, { kind = "earn", key = id, debtChange = 0 } = {}) =>
  statement(
    `INSERT INTO entries (store_id, member_id, id, kind, points, debt_change, key, program_version, reason, created_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, '{"rule":"action"}', 0)`,
    id,
    kind,
    points,
    debtChange,
    key,
  );

const move = (entryId: string, points: number, { lotId = null as string | null, expiring = 0 } = {}) =>
  statement(
    `INSERT INTO lot_moves (store_id, member_id, entry_id, lot_id, points, expiring)
     SELECT ?1, ?2, ?3, coalesce(?4, (SELECT min(id) FROM lots WHERE store_id = ?1 AND member_id = ?2)), ?5, ?6`,
    entryId,
    lotId,
    points,
    expiring,
  );

const lot = (id: string, granted: number, remaining = 0) =>
  statement(
    `INSERT INTO lots (store_id, member_id, id, granted, remaining, granted_at, available_at, expires_at, due_at)
     VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 9, 9)`,
    id,
    granted,
    remaining,
  );

async function refused(why: string, ...statements: D1PreparedStatement[]): Promise<void> {
  await expect(DB.batch(statements)).rejects.toThrow(why);
  expect(await store.problems()).toEqual([]);
  expect(await store.balance(memberId)).toEqual({ available: 700, pending: 0, debt: 0 });
}

describe("promise 1: entries are only ever added", () => {
  for (const table of ["entries", "lot_moves"]) {
    test(`a change of ${table} is refused`, () =>
      refused(
        "entry_is_final",
        statement(`UPDATE ${table} SET points = 1 WHERE store_id = ?1 AND member_id = ?2`),
      ));
    test(`a deletion from ${table} is refused`, () =>
      refused("entry_is_final", statement(`DELETE FROM ${table} WHERE store_id = ?1 AND member_id = ?2`)));
  }
  test("a move is not added to an entry that is closed", async () => {
    const row = await statement(
      "SELECT min(id) AS id FROM entries WHERE store_id = ?1 AND member_id = ?2",
    ).first<{
      id: string;
    }>();
    await refused("entry_is_final", move(row?.id ?? "", -1));
  });
  test("a lot, or a balance, is not deleted", async () => {
    await refused("lot_is_final", statement("DELETE FROM lots WHERE store_id = ?1 AND member_id = ?2"));
    await refused(
      "balance_is_final",
      statement("DELETE FROM balances WHERE store_id = ?1 AND member_id = ?2"),
    );
  });
});

describe("promise 2: an entry is worth what its moves moved, less what it added to the debt", () => {
  test("an entry without moves is refused", () => refused("entry_out_of_balance", entry("e", 50)));
  test("an entry of another sum than its moves is refused", () =>
    refused("entry_out_of_balance", move("e", -40), entry("e", -50, { kind: "redeem" })));
  test("a debt that the points don't explain is refused", () =>
    refused("entry_out_of_balance", move("e", -40), entry("e", -40, { kind: "refund", debtChange: 10 })));
  test("a move of a lot that isn't there is refused", () =>
    refused("lot_missing", move("e", -1, { lotId: "none" })));
  test("a lot that begins with points nobody granted is refused", () =>
    refused("lot_is_final", lot("l", 10, 10)));
  test("a debt below zero is refused", () =>
    refused("debt_negative", move("e", -1), entry("e", -1 + 1 + 5, { debtChange: -6 })));
  test("an entry for a member without a balance is refused", async () => {
    const stranger = DB.prepare(
      `INSERT INTO entries (store_id, member_id, id, kind, points, debt_change, key, program_version, reason, created_at)
       VALUES (?1, 'mem_none', 'e', 'refund', -5, 5, 'e', 1, '{"rule":"action"}', 0)`,
    ).bind(store.id);
    await refused("balance_missing", stranger);
  });
  test("an entry of nothing, or of the wrong sign, is refused", async () => {
    await refused("entry_sign", entry("e", 0));
    await refused("entry_sign", move("e", -5), entry("e", -5));
    await refused("entry_sign", lot("e", 5), move("e", 5, { lotId: "e" }), entry("e", 5, { kind: "redeem" }));
  });
});

describe("promise 3: no point is taken that isn't there", () => {
  test("more than a lot holds is refused", () =>
    refused("lot_overdrawn", move("e", -601), entry("e", -601, { kind: "redeem" })));
  test("more than a lot was granted is refused", () =>
    refused("lot_overfilled", move("e", 1), entry("e", 1, { kind: "release" })));
  test("an expiry beyond what was granted is refused", () =>
    refused("lot_overdrawn", move("e", -601, { expiring: 1 }), entry("e", -601, { kind: "expire" })));
  test("taking back an expiry that never was is refused", () =>
    refused("lot_expired_negative", move("e", -10), move("f", 5, { expiring: 1 })));
});

test("promise 4: a second entry with the same key is refused", () =>
  refused(
    "UNIQUE constraint failed: entries.store_id, entries.key",
    move("e", -1),
    entry("e", -1, { kind: "redeem", key: "once" }),
    move("f", -1),
    entry("f", -1, { kind: "redeem", key: "once" }),
  ));

describe("promise 9: what was granted is not taken away, shortened or put off", () => {
  const changes = {
    "an earlier expiry": "expires_at = expires_at - 1",
    "a later day to spend from": "available_at = available_at + 1",
    "fewer points granted": "granted = granted - 1",
    "another source": "source = 'order:2'",
    "another member": "member_id = 'mem_other'",
    "another age": "granted_at = granted_at + 1",
  };
  for (const [name, change] of Object.entries(changes))
    test(`${name} is refused`, () =>
      refused("lot_is_final", statement(`UPDATE lots SET ${change} WHERE store_id = ?1 AND member_id = ?2`)));
  test("a published version of the program is neither changed nor deleted", async () => {
    const program = (sql: string) => DB.prepare(sql).bind(store.id);
    await refused("program_is_final", program("UPDATE programs SET document = '{}' WHERE store_id = ?1"));
    await refused("program_is_final", program("DELETE FROM programs WHERE store_id = ?1"));
  });
});

describe("promise 2: the ledger's check sees what SQL by hand could break", () => {
  const damages = {
    entries_total: "UPDATE balances SET total = total + 5 WHERE store_id = ?1 AND member_id = ?2",
    lots_total:
      "UPDATE lots SET remaining = remaining - 5 WHERE store_id = ?1 AND member_id = ?2 AND remaining > 5",
    lot_moves:
      "UPDATE lots SET expired = expired + 1, remaining = remaining - 1 WHERE store_id = ?1 AND member_id = ?2",
    debt_beside_points:
      "UPDATE balances SET debt = debt + 5, total = total - 5 WHERE store_id = ?1 AND member_id = ?2",
    order_points: "UPDATE orders SET points = points + 5 WHERE store_id = ?1 AND member_id = ?2",
  };
  for (const [problem, damage] of Object.entries(damages))
    test(problem, async () => {
      await statement(damage).run();
      expect((await store.problems()).map((each) => each.problem)).toContain(problem);
    });
  test("moves_without_entry", async () => {
    await move("e", -5).run();
    expect((await store.problems()).map((each) => each.problem)).toContain("moves_without_entry");
  });
});
