/** The log: in the order of writing, without gaps, for ever; read by who goes on from the last one they handled. */
import { expect, test } from "vitest";
import { z } from "zod";
import { eventSchema, eventTypes, type EventAnswer } from "../../../worker/events/answers.ts";
import { clientOf } from "../client/through-store.ts";
import { environment, StoreUnderTest } from "../store-under-test.ts";
import { eventsOf } from "./replay.ts";

const page = z.object({ items: z.array(eventSchema), next: z.string().nullable() });

async function read(store: StoreUnderTest, query: string) {
  return (await store.server("GET", `/v1/events?${query}`)).as(page);
}

test("read after the last one while many write at once, it misses none and has none twice", async () => {
  const store = await StoreUnderTest.make();
  const memberId = await store.member("anna");
  await store.earn(memberId, 5000);
  const seen: EventAnswer[] = [];
  const writing = { isOver: false };
  const follow = async () => {
    const { items } = await read(store, `limit=7${seen.length ? `&after=${seen.at(-1)?.id}` : ""}`);
    seen.push(...items);
    return items.length;
  };
  const reader = (async () => {
    while (!writing.isOver) await follow();
  })();
  await Promise.all(
    Array.from({ length: 60 }, async (_, index) =>
      index % 3 === 0
        ? store.member(`c${index}`)
        : index % 3 === 1
          ? store.earn(memberId, 1 + index)
          : store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } }),
    ),
  );
  writing.isOver = true;
  await reader;
  while ((await follow()) > 0);
  const all = await eventsOf(environment, store.id);
  expect(seen.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect(seen.map(({ id }) => id)).toEqual([...seen.map(({ id }) => id)].sort());
  expect(all.length).toBeGreaterThan(60);
});

test("pages lead through all of it, and a filter leaves the rest out", async () => {
  const store = await StoreUnderTest.make();
  const memberId = await store.member("anna");
  for (let index = 0; index < 5; index++) await store.earn(memberId, 100);
  const client = clientOf(store);
  const all: EventAnswer[] = [];
  for await (const event of client.events.list({ limit: 2 })) all.push(event);
  expect(all).toMatchObject([
    { type: "program.published", data: { version: 1, name: "Juniper Circle" } },
    { type: "member.created", data: { memberId, customerId: "anna" } },
    ...Array.from({ length: 5 }, (_, index) => ({
      type: "points.earned",
      data: { balance: 100 * (index + 1) },
    })),
  ]);
  const earned: string[] = [];
  for await (const { id } of client.events.list({ types: ["points.earned"], limit: 2, after: all[3]?.id }))
    earned.push(id);
  expect(earned).toEqual(all.slice(4).map(({ id }) => id));
  expect(await client.events.get(all[2]?.id ?? "")).toEqual(all[2]);
});

test("a rare type far down the log is found, by pages that look through so much and no more", async () => {
  const store = await StoreUnderTest.make();
  await environment.DB.prepare(
    "INSERT INTO members (store_id, id, joined_at) SELECT ?1, 'mem_' || value, 1 FROM json_each(?2)",
  )
    .bind(store.id, JSON.stringify(Array.from({ length: 4500 }, (_, index) => index)))
    .run();
  await store.publish({ name: "Another circle", earning: { signUp: null } });
  const pages = [];
  for await (const each of clientOf(store)
    .events.list({ types: ["program.published"] })
    .pages())
    pages.push(each.items.map(({ data }) => ("version" in data ? data.version : null)));
  expect(pages).toEqual([[1], [], [2]]);
});

test("nothing in it is ever changed or taken out", async () => {
  const store = await StoreUnderTest.make();
  for (const statement of [
    "UPDATE events SET data = '{}' WHERE store_id = ?",
    "DELETE FROM events WHERE store_id = ?",
  ])
    await expect(environment.DB.prepare(statement).bind(store.id).run()).rejects.toThrow("event_is_final");
});

test("a write that is refused half-way leaves no event behind", async () => {
  const store = await StoreUnderTest.make();
  const memberId = await store.member("anna");
  const before = await eventsOf(environment, store.id);
  await expect(
    environment.DB.batch([
      environment.DB.prepare("UPDATE members SET birthday = '01-02' WHERE store_id = ?1 AND id = ?2").bind(
        store.id,
        memberId,
      ),
      environment.DB.prepare("INSERT INTO guard SELECT 0, 'no'"),
    ]),
  ).rejects.toThrow("no");
  expect(await eventsOf(environment, store.id)).toEqual(before);
});

test("an import of many at once is numbered one by one", async () => {
  const store = await StoreUnderTest.make(null);
  const rows = JSON.stringify(
    Array.from({ length: 3000 }, (_, index) => `mem_${String(index).padStart(5, "0")}`),
  );
  await environment.DB.prepare(
    "INSERT INTO members (store_id, id, joined_at) SELECT ?1, value, key FROM json_each(?2)",
  )
    .bind(store.id, rows)
    .run();
  const events = await eventsOf(environment, store.id);
  expect(events.map(({ data }) => ("memberId" in data ? data.memberId : null))).toEqual(JSON.parse(rows));
});

test("each type is in docs/openapi.json under a schema of its own kind", () => {
  expect(new Set(eventTypes).size).toBe(eventTypes.length);
  expect([...eventTypes].sort()).toEqual([
    "member.birthday",
    "member.created",
    "member.erased",
    "member.merged",
    "member.updated",
    "order.created",
    "order.updated",
    "points.adjusted",
    "points.earned",
    "points.expired",
    "points.expiring",
    "points.expiry_reversed",
    "points.redeemed",
    "points.refunded",
    "points.released",
    "points.transferred",
    "program.published",
    "referral.claimed",
    "referral.updated",
    "tier.changed",
    "voucher.issued",
    "voucher.released",
    "voucher.restored",
    "voucher.used",
    "voucher.voided",
    "webhook_endpoint.disabled",
  ]);
});
