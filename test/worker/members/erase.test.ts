/** A member's data goes on request, and the books stay: entries, lots and orders under an id that says nothing. */
import { expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { memberExportSchema } from "../../../worker/members/export-member.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { contents, count } from "../database/contents.ts";
import { FURNISHED, redeem, staffOf } from "../http/furnished-store.ts";
import { makeImport, runImport, sendParts } from "../imports/importing.ts";
import { ShopConnection } from "../integrations/shop-connection.ts";
import { ask } from "../sign-ins/signing-in.ts";
import { DAY, environment, order, START, StoreUnderTest } from "../store-under-test.ts";

const PROGRAM = { ...FURNISHED, earning: { ...FURNISHED.earning, birthday: 200, signUp: 10 } };
const anna = { id: "773109914", email: "Anna.Quist@example.com", firstName: "Annika" };
const erased = z.object({ id: z.string(), erasedAt: z.iso.datetime() });

const PHONE = "+447700900321";

/** Anna in what came since the program began: a shop's deliveries, a till, a file that was tried, a webhook. */
async function annaElsewhere(store: StoreUnderTest, id: string): Promise<void> {
  await store.server("PATCH", `/v1/members/${id}`, { body: { phone: PHONE } });
  const shop = await ShopConnection.of(store, "shopify");
  const told = { id: Number(anna.id), email: anna.email, first_name: anna.firstName, state: "enabled" };
  await shop.deliverAll([{ topic: "customers/update", body: told }]);
  await shop.drain();
  const { till } = await staffOf(store, "Priya");
  const atTill = (path: string, body: object) => store.page("POST", path, { session: till, body });
  expect((await atTill("/till/receipts", { memberId: id, receipt: "A 1", amount: 900 })).status).toBe(200);
  expect((await atTill("/till/redemptions", { memberId: id, rewardId: "five-off" })).status).toBe(201);
  expect((await ask(store, anna.email, { name: anna.firstName })).status).toBe(202);
  const file = await makeImport(store, { kind: "members", dryRun: true });
  await sendParts(store, file, `email,phone,firstName\n${anna.email},${PHONE},${anna.firstName}\n`);
  await runImport(store, file);
  const url = "https://hooks.example.com/regulars";
  const endpoint = await store.server("POST", "/v1/webhook-endpoints", { body: { url } });
  const { id: endpointId } = endpoint.as(z.object({ id: z.string() }).loose());
  await store.server("POST", `/v1/webhook-endpoints/${endpointId}/resend`, { body: { after: null } });
}

/** Anna in every place where a person can stand: her own, and others' that tell of her. */
async function storeWithAnna() {
  const store = await StoreUnderTest.make(PROGRAM, START, { sandbox: true });
  const { order: placed } = await store.putOrder("o-1", order(anna.id, 300_000, START, { customer: anna }));
  const id = placed.memberId ?? "";
  await store.server("PATCH", `/v1/members/${id}`, { body: { birthday: "11-02", segments: ["press-list"] } });
  const bo = await store.member("bo", { email: "bo@example.com", firstName: "Bo" });
  await store.earn(bo, 2000);
  const claim = async (code: string, email: string, firstName: string) =>
    expect(
      (await store.page("POST", "/storefront/referral-claims", { body: { code, email, firstName } })).status,
    ).toBe(201);
  const link = async (memberId: string) =>
    (await store.server("POST", "/v1/referral-links", { body: { memberId } })).as(referralLinkSchema).code;
  const annas = await link(id);
  await claim(annas, "cleo@example.com", "Cleo");
  const transfer = (from: string, to: string) =>
    store.server("POST", "/v1/transfers", {
      body: { from: { memberId: from }, to: { memberId: to }, points: 100 },
    });
  await transfer(id, bo);
  await transfer(bo, id);
  await store.server("POST", "/v1/adjustments", {
    body: { memberId: id, points: 25, description: "Sorry, Annika", actor: "Priya" },
  });
  await redeem(store, id);
  await store.page("POST", "/storefront/actions", {
    session: await store.session(anna.id),
    body: { action: "visit" },
  });
  await store.server("POST", "/v1/test-clock", { body: { advanceDays: 2 } });
  return { store, id, bo, annas };
}

const erase = (store: StoreUnderTest, id: string) => store.server("DELETE", `/v1/members/${id}`);

test("nothing of the store's rows names the person any more, and the books agree", async () => {
  const { store, id, bo, annas } = await storeWithAnna();
  await annaElsewhere(store, id);
  const entries = "SELECT count(*) AS count FROM entries WHERE store_id = ? AND member_id = ?";
  const before = await count(entries, store.id, id);
  const [row] = await rowsOf(
    store,
    "SELECT email_key, phone_key, number FROM members WHERE store_id = ? AND id = ?",
    id,
  );
  const keys = z.object({ email_key: z.string(), phone_key: z.string(), number: z.string() }).parse(row);
  const words = [
    anna.id,
    "quist",
    "annika",
    "11-02",
    "press-list",
    annas,
    "7700900321",
    ...Object.values(keys),
  ];
  const named = async () => {
    const tables = Object.entries(await contents(store.id));
    return tables.flatMap(([table, rows]) =>
      words
        .filter((word) => rows.some((each) => each.toLowerCase().includes(word.toLowerCase())))
        .map((word) => `${table}: ${word}`),
    );
  };
  const places = new Set((await named()).map((each) => each.split(":")[0]));
  expect([...places]).toEqual(
    expect.arrayContaining([
      "codes",
      "entries",
      "idempotency_keys",
      "import_parts",
      "inbox",
      "members",
      "notices",
      "orders",
      "referral_links",
      "referrals",
      "told_customers",
    ]),
  );
  const answer = await erase(store, id);
  expect(answer.status).toBe(200);
  expect(answer.as(erased).erasedAt).toBe(new Date(store.now + 2 * DAY).toISOString());
  expect(await named()).toEqual([]);

  // What lapsed is one entry more; nothing else of the books moved, and Bo still knows what was sent.
  expect(await count(entries, store.id, id)).toBe(before + 1);
  expect(await store.balance(id)).toEqual({ available: 0, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
  const forward = await store.server(
    "GET",
    "/v1/ledger/roll-forward?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z",
  );
  expect(forward.as(z.object({ tiesOut: z.literal(true) }).loose()).tiesOut).toBe(true);
  const list = await store.server("GET", `/v1/members/${bo}/entries`);
  expect(list.text).toContain("100 points received from another member.");
  expect(list.text).toContain("100 points sent to another member.");
});

test("a friend who is erased is no longer named by the advocate's entry, and may be new again", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const bo = await store.member("bo");
  const code = (await store.server("POST", "/v1/referral-links", { body: { memberId: bo } })).as(
    referralLinkSchema,
  ).code;
  const claim = () =>
    store.page("POST", "/storefront/referral-claims", {
      body: { code, email: anna.email, firstName: anna.firstName },
    });
  expect((await claim()).status).toBe(201);
  const { order: placed } = await store.putOrder("o-1", order(anna.id, 5000, START, { customer: anna }));
  expect((await store.server("GET", `/v1/members/${bo}/entries`)).text).toContain("for referring Annika");
  expect((await erase(store, placed.memberId ?? "")).status).toBe(200);
  const told = (await store.server("GET", `/v1/members/${bo}/entries`)).text;
  expect(told).toContain("for referring a friend");
  expect(told).not.toContain("Annika");
  expect(await store.problems()).toEqual([]);
  // The friend's refund still takes the advocate's points back.
  const refunded = order(anna.id, 5000, START, {
    customer: anna,
    updatedAt: new Date(START + DAY).toISOString(),
    refunds: [{ id: "r", refundedAt: new Date(START + DAY).toISOString(), amount: 5000 }],
  });
  await store.putOrder("o-1", refunded);
  expect(await store.balance(bo)).toMatchObject({ pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});

test("nobody finds them: not by id, customer or address, not by their session, and nothing is given or taken", async () => {
  const { store, id, bo } = await storeWithAnna();
  const session = await store.session(anna.id);
  await erase(store, id);
  for (const path of ["", "/tier", "/entries", "/export"])
    expect((await store.server("GET", `/v1/members/${id}${path}`)).status, path || "/").toBe(404);
  for (const query of [`customerId=${anna.id}`, `email=${anna.email}`, "limit=100"])
    expect((await store.server("GET", `/v1/members?${query}`)).text).not.toContain(id);
  expect((await store.page("GET", "/storefront/panel", { session })).status).toBe(401);
  const refused = [
    await store.server("POST", "/v1/earn", { body: { memberId: id, points: 5, description: "A gift" } }),
    await store.server("POST", "/v1/redeem", { body: { memberId: id, rewardId: "five-off" } }),
    await store.server("POST", "/v1/adjustments", {
      body: { memberId: id, points: 5, description: "A gift", actor: "Priya" },
    }),
    await store.server("POST", "/v1/transfers", {
      body: { from: { memberId: bo }, to: { memberId: id }, points: 5 },
    }),
    await store.server("PATCH", `/v1/members/${id}`, { body: { firstName: "Annika" } }),
    await store.page("POST", "/storefront/redemptions", { session, body: { rewardId: "five-off" } }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 401]);
  expect(await store.balance(id)).toEqual({ available: 0, pending: 0, debt: 0 });
});

test("their old order stays with the erased member whatever comes of it; a new one makes a new member", async () => {
  const { store, id } = await storeWithAnna();
  await erase(store, id);
  const at = store.now + DAY;
  const next = await store.putOrder("o-2", order(anna.id, 1000, at, { customer: anna }));
  expect(next.order.memberId).not.toBe(id);
  const members = await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id);
  const updatedAt = new Date(at).toISOString();
  const refunded = await store.putOrder(
    "o-1",
    order(anna.id, 300_000, START, {
      customer: anna,
      updatedAt,
      refunds: [{ id: "r", refundedAt: updatedAt, amount: 100_000 }],
    }),
  );
  expect(refunded.order).toMatchObject({ memberId: id, points: 2000 });
  // Edited upwards, what it would give lapses in the same write.
  await store.putOrder(
    "o-1",
    order(anna.id, 900_000, START, { customer: anna, updatedAt: new Date(at + 1).toISOString() }),
  );
  expect(await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id)).toBe(members);
  expect(
    await count(
      "SELECT count(*) AS count FROM orders WHERE store_id = ? AND customer_id IS NOT NULL",
      store.id,
    ),
  ).toBe(1);
  const balance = await store.balance(id);
  expect([balance.available, balance.pending]).toEqual([0, 0]);
  expect(await store.balance(next.order.memberId ?? "")).toMatchObject({ available: 20 });
  expect(await store.problems()).toEqual([]);
});

test("what they owed is asked of nobody, and a refund after it finds nothing to take", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const { order: placed } = await store.putOrder("o-1", order(anna.id, 60_000, START, { customer: anna }));
  const id = placed.memberId ?? "";
  await redeem(store, id);
  const after = (cents: number, hours: number) => {
    const updatedAt = new Date(START + hours * 3_600_000).toISOString();
    return order(anna.id, 60_000, START, {
      customer: anna,
      updatedAt,
      refunds: [{ id: "r", refundedAt: updatedAt, amount: cents }],
    });
  };
  await store.putOrder("o-1", after(30_000, 1));
  expect(await store.balance(id)).toEqual({ available: 0, pending: 0, debt: 190 });
  await erase(store, id);
  expect(await store.balance(id)).toEqual({ available: 0, pending: 0, debt: 0 });
  await store.putOrder("o-1", after(60_000, 2));
  expect(await store.balance(id)).toEqual({ available: 0, pending: 0, debt: 0 });
  expect(await store.problems()).toEqual([]);
});

test("orders, redemptions and transfers at the same moment bring nothing of them back", async () => {
  const { store, id, bo } = await storeWithAnna();
  const at = new Date(store.now + 2 * DAY).toISOString();
  const work = Array.from({ length: 12 }, (_, index) => [
    store.server("PUT", `/v1/orders/o-1`, {
      body: order(anna.id, 300_000 + index * 1000, START, {
        customer: anna,
        updatedAt: new Date(store.now + index).toISOString(),
      }),
    }),
    store.server("PUT", `/v1/orders/new-${index}`, {
      body: order(anna.id, 1000, START, { customer: anna, updatedAt: at }),
    }),
    store.server("POST", "/v1/redeem", { body: { memberId: id, rewardId: "five-off" } }),
    store.server("POST", "/v1/transfers", {
      body: { from: { memberId: bo }, to: { memberId: id }, points: 1 },
    }),
    ...(index % 4 === 2 ? [erase(store, id)] : []),
  ]).flat();
  const answers = await Promise.all(work);
  expect(
    answers.filter(({ status }) => ![200, 201, 404, 409].includes(status)).map(({ text }) => text),
  ).toEqual([]);
  await erase(store, id);
  expect(await store.balance(id)).toEqual({ available: 0, pending: 0, debt: 0 });
  const kept = await rowsOf(
    store,
    "SELECT id FROM orders WHERE store_id = ? AND member_id = ? AND customer_id IS NOT NULL",
    id,
  );
  expect(kept).toEqual([]);
  expect(await store.problems()).toEqual([]);
});

test("promise 1: a name may leave an entry, and nothing else may change in it", async () => {
  const { store, id, bo } = await storeWithAnna();
  const change = (set: string) =>
    environment.DB.prepare(`UPDATE entries SET ${set} WHERE store_id = ? AND member_id IN (?, ?)`)
      .bind(store.id, id, bo)
      .run();
  const refused = [
    "points = points + 1, debt_change = debt_change - 1",
    "reason = json_set(reason, '$.firstName', 'Somebody')",
    "reason = json_remove(reason, '$.rule')",
    "reason = json_remove(reason, '$.orderId')",
    "reason = json_remove(reason, '$.firstName'), created_at = created_at + 1",
    "reason = json_remove(reason, '$.firstName'), key = key || 'x'",
    "source = NULL",
  ];
  for (const set of refused) await expect(change(set), set).rejects.toThrow("entry_is_final");
  const kept = await rowsOf(
    store,
    "SELECT id, points, key, source FROM entries WHERE store_id = ? AND member_id = ?",
    bo,
  );
  await change("reason = json_remove(reason, '$.firstName')");
  expect(
    await rowsOf(
      store,
      "SELECT id, points, key, source FROM entries WHERE store_id = ? AND member_id = ?",
      bo,
    ),
  ).toEqual(kept);
});

test("asked for again, and of another store, it changes nothing", async () => {
  const { store, id } = await storeWithAnna();
  const other = await StoreUnderTest.make(PROGRAM);
  await other.putOrder("o-1", order(anna.id, 1000, START, { customer: anna }));
  const untouched = await contents(other.id);
  const first = await erase(store, id);
  expect((await erase(other, id)).status).toBe(404);
  expect(await contents(other.id)).toEqual(untouched);
  store.now += DAY;
  expect((await erase(store, id)).text).toBe(first.text);
  // The job finds nobody to give a birthday or a tier to.
  await scheduled(databaseOf(environment), store.now + 400 * DAY);
  expect(await store.balance(id)).toEqual({ available: 0, pending: 0, debt: 0 });
});

test("the export holds everything that is held about a member, and nothing of others", async () => {
  const { store, id, bo } = await storeWithAnna();
  for (let index = 0; index < 3; index++) await store.earn(id, 1 + index);
  const all = (await store.server("GET", `/v1/members/${id}/export`)).as(memberExportSchema);
  expect(all.member).toMatchObject({ email: anna.email, birthday: "11-02", segments: ["press-list"] });
  expect(all.balance).toEqual(await store.balance(id));
  expect(all.entries).toHaveLength(
    await count("SELECT count(*) AS count FROM entries WHERE store_id = ? AND member_id = ?", store.id, id),
  );
  expect(all.lots.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(
    all.balance.available + all.balance.pending,
  );
  expect(all.orders.map((each) => each.id)).toEqual(["o-1"]);
  expect(all.vouchers).toHaveLength(1);
  expect(all.referrals).toMatchObject([{ firstName: "Cleo", status: "claimed" }]);
  expect(all.actions).toMatchObject([{ action: "visit" }]);
  expect(all.notices).toMatchObject([{ kind: "birthday" }]);
  expect(all.referralLink?.code).toContain(store.handle);
  const bos = (await store.server("GET", `/v1/members/${bo}/export`)).text;
  expect(bos).not.toContain("Quist");
  expect((await store.server("GET", "/v1/members/mem_01m6bfp5g00000000000000000/export")).status).toBe(404);
});

test("a long history is exported whole, in order, a page of rows at a time", async () => {
  const store = await StoreUnderTest.make(PROGRAM);
  const id = await store.member("many");
  await environment.DB.prepare(
    `INSERT INTO lots (store_id, member_id, id, granted, granted_at, available_at, expires_at)
      SELECT ?1, ?2, printf('ent_%026d', value), 1, value, value, 9007199254740991 FROM json_each(?3)`,
  )
    .bind(store.id, id, JSON.stringify(Array.from({ length: 1201 }, (_, index) => index + 1)))
    .run();
  const all = (await store.server("GET", `/v1/members/${id}/export`)).as(memberExportSchema);
  const ids = all.lots.map((lot) => lot.id);
  // The lot of joining, and these.
  expect(ids).toHaveLength(1202);
  expect([...ids].sort()).toEqual(ids);
});

async function rowsOf(store: StoreUnderTest, sql: string, ...more: string[]): Promise<unknown[]> {
  return (
    await environment.DB.prepare(sql)
      .bind(store.id, ...more)
      .all()
  ).results;
}
