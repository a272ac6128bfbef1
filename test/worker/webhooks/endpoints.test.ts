/** What a store does with its endpoints: new secrets, off and on, sending again, deleting. */
import { Webhook } from "standardwebhooks";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { forgetOldDeliveries } from "../../../worker/webhooks/forget.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { contents } from "../database/contents.ts";
import { environment } from "../store-under-test.ts";
import { HookedStore, HOOKS } from "./hooked-store.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let at: HookedStore;
beforeEach(async () => {
  at = await HookedStore.make();
});

const rotated = z.object({ id: z.string(), secret: z.string(), previousUntil: z.iso.datetime() });

test("a new secret: for a day both verify, then the new one alone; the same key answers the same secret", async () => {
  const { id, secret } = await at.endpoint("/well");
  const call = { body: {}, key: "rotate" };
  const answer = await at.store.server("POST", `${HOOKS}/${id}/rotate-secret`, call);
  const newer = answer.as(rotated);
  expect((await at.store.server("POST", `${HOOKS}/${id}/rotate-secret`, call)).text).toBe(answer.text);
  expect(newer.secret).not.toBe(secret);

  await at.store.member("anna");
  const [both] = at.receiver.got;
  expect(both?.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
  for (const each of [secret, newer.secret])
    expect(() => new Webhook(each).verify(both?.body ?? "", both?.headers ?? {})).not.toThrow();

  // The package verifies by the real clock, so this one is looked at by its parts.
  at.store.now = Date.parse(newer.previousUntil);
  await at.store.member("ben");
  const after = at.receiver.got[1];
  expect(after?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
  const signedAt = new Date(Number(after?.headers["webhook-timestamp"]) * 1000);
  expect(
    new Webhook(newer.secret).sign(after?.headers["webhook-id"] ?? "", signedAt, after?.body ?? ""),
  ).toBe(after?.headers["webhook-signature"]);
});

test("replaced twice within a day, the newest two sign", async () => {
  const { id, secret } = await at.endpoint("/well");
  const rotate = async () =>
    (await at.store.server("POST", `${HOOKS}/${id}/rotate-secret`, { body: {} })).as(rotated).secret;
  const [second, third] = [await rotate(), await rotate()];
  await at.store.member("anna");
  const [got] = at.receiver.got;
  const verify = (each: string) => () => new Webhook(each).verify(got?.body ?? "", got?.headers ?? {});
  expect(verify(second)).not.toThrow();
  expect(verify(third)).not.toThrow();
  expect(verify(secret)).toThrow("No matching signature");
});

test("a secret is nowhere in the database as it is, nor is it shown again", async () => {
  const { id, secret } = await at.endpoint("/well");
  const { secret: newer } = (await at.store.server("POST", `${HOOKS}/${id}/rotate-secret`, { body: {} })).as(
    rotated,
  );
  const everything = JSON.stringify(await contents(at.store.id));
  const shown =
    (await at.store.server("GET", HOOKS)).text + (await at.store.server("GET", `${HOOKS}/${id}`)).text;
  for (const each of [secret, newer, secret.slice(6), newer.slice(6)]) {
    expect(everything).not.toContain(each);
    expect(shown).not.toContain(each);
  }
});

test("switched off it gets nothing, and on again what it missed, in any number", async () => {
  const { id } = await at.endpoint("/well");
  await at.store.server("PATCH", `${HOOKS}/${id}`, { body: { enabled: false } });
  for (let index = 0; index < 120; index++) await at.store.member(`c${index}`);
  await at.later(HOUR);
  expect(at.receiver.got).toEqual([]);
  expect(await at.read(id)).toMatchObject({ enabled: false, disabledBecause: "store" });
  await at.store.server("PATCH", `${HOOKS}/${id}`, { body: { enabled: true } });
  expect(at.receiver.types("/well")).toEqual(Array(120).fill("member.created"));
});

test("what it missed can be passed over", async () => {
  const { id } = await at.endpoint("/well");
  await at.store.server("PATCH", `${HOOKS}/${id}`, { body: { enabled: false } });
  await at.store.member("anna");
  const { items } = (await at.store.server("GET", "/v1/events?limit=100")).as(
    z.object({ items: z.array(z.object({ id: z.string() }).loose()) }).loose(),
  );
  const body = { after: items.at(-1)?.id };
  await at.store.server("POST", `${HOOKS}/${id}/resend`, { body });
  await at.store.server("PATCH", `${HOOKS}/${id}`, { body: { enabled: true } });
  await at.store.member("ben");
  expect(at.receiver.got).toHaveLength(1);
});

test("sent again from an event on: all of its types since, under the ids of before", async () => {
  const { id } = await at.endpoint("/well", ["member.created"]);
  for (const customer of ["anna", "ben", "cleo"]) await at.store.member(customer);
  const ids = at.receiver.got.map(({ headers }) => headers["webhook-id"]);
  await at.store.server("POST", `${HOOKS}/${id}/resend`, { body: { after: ids[0] } });
  expect(
    at.receiver.got
      .slice(3)
      .map(({ headers }) => headers["webhook-id"])
      .sort(),
  ).toEqual(ids.slice(1));
  await at.store.server("POST", `${HOOKS}/${id}/resend`, { body: { after: null } });
  expect(at.receiver.got).toHaveLength(8);
  expect((await at.deliveries(id)).map(({ attempts }) => attempts)).toEqual([1, 1, 1]);
});

test("one that failed for good is sent again by hand, with all its attempts before it", async () => {
  const { id } = await at.endpoint("/as-told");
  at.receiver.answer = { status: 500 };
  await at.store.member("anna");
  await environment.DB.prepare(
    "UPDATE webhook_deliveries SET status = 'failed', next_at = NULL WHERE endpoint_id = ?",
  )
    .bind(id)
    .run();
  const [failed] = await at.deliveries(id);
  at.receiver.answer = { status: 200 };
  const path = `${HOOKS}/${id}/deliveries/${failed?.eventId}/retry`;
  expect((await at.store.server("POST", path, { body: {}, key: "again" })).status).toBe(200);
  expect(await at.deliveries(id)).toMatchObject([{ status: "delivered", attempts: 1 }]);
  await at.store.server("POST", path, { body: {}, key: "again" });
  expect(at.receiver.got).toHaveLength(2);
});

test("another address: what waits goes there", async () => {
  const { id } = await at.endpoint("/broken");
  await at.store.member("anna");
  await at.store.server("PATCH", `${HOOKS}/${id}`, { body: { url: at.receiver.url("/well") } });
  await at.later(6000);
  expect(at.receiver.types("/well")).toEqual(["member.created"]);
});

test("deleted: nothing more is sent, its address is forgotten, and deleting it again says the same", async () => {
  const { id } = await at.endpoint("/broken");
  await at.store.member("anna");
  const first = await at.store.server("DELETE", `${HOOKS}/${id}`);
  const kept = await contents(at.store.id);
  const second = await at.store.server("DELETE", `${HOOKS}/${id}`);
  expect([second.status, second.text]).toEqual([first.status, first.text]);
  expect(await contents(at.store.id)).toEqual(kept);
  expect(JSON.stringify(kept.webhook_endpoints)).not.toContain("example.com");
  await at.store.member("ben");
  await at.later(HOUR);
  expect(at.receiver.got).toHaveLength(1);
  expect((await at.store.server("GET", `${HOOKS}/${id}`)).problem().code).toBe("webhook_endpoint_not_found");
  expect((await at.store.server("GET", HOOKS)).text).toBe('{"items":[]}');
  for (let round = 0; round < 40; round++) await forgetOldDeliveries(databaseOf(environment), at.store.now);
  expect((await contents(at.store.id)).webhook_deliveries).toEqual([]);
});

test("the log of deliveries is kept for 30 days, and what waits for as long as it waits", async () => {
  const { id } = await at.endpoint("/well");
  await at.store.member("anna");
  const forget = async () => {
    for (let round = 0; round < 40; round++) await forgetOldDeliveries(databaseOf(environment), at.store.now);
  };
  at.store.now += 29 * DAY;
  await forget();
  expect(await at.deliveries(id)).toHaveLength(1);
  at.store.now += 2 * DAY;
  await forget();
  expect(await at.deliveries(id)).toEqual([]);
});

/** The ids of the events of each page of an endpoint's deliveries. */
async function pagesOf(id: string, query: string): Promise<string[][]> {
  const pages: string[][] = [];
  const page = z.object({
    items: z.array(z.object({ eventId: z.string() }).loose()),
    next: z.string().nullable(),
  });
  for (let cursor: string | null = ""; cursor !== null;) {
    const path: string = `${HOOKS}/${id}/deliveries?${query}${cursor && `&cursor=${cursor}`}`;
    const { items, next } = (await at.store.server("GET", path)).as(page);
    pages.push(items.map(({ eventId }) => eventId));
    cursor = next;
  }
  return pages;
}

test("deliveries are listed in pages, each once, the latest event first", async () => {
  const { id } = await at.endpoint("/well");
  for (let index = 0; index < 7; index++) await at.store.member(`c${index}`);
  const pages = await pagesOf(id, "limit=3");
  expect(pages.map(({ length }) => length)).toEqual([3, 3, 1]);
  expect(pages.flat()).toEqual([...new Set(pages.flat())].sort().reverse());
  expect((await pagesOf(id, "limit=7")).map(({ length }) => length)).toEqual([7]);
});

test("those that failed are found among thousands", async () => {
  const { id } = await at.endpoint("/well");
  await at.unsent(id, async () => {
    await environment.DB.prepare(
      "INSERT INTO members (store_id, id, joined_at) SELECT ?1, 'mem_' || value, 1 FROM json_each(?2)",
    )
      .bind(at.store.id, JSON.stringify(Array.from({ length: 2500 }, (_, index) => index)))
      .run();
  });
  await environment.DB.prepare(
    `INSERT INTO webhook_deliveries (store_id, endpoint_id, number, status, attempts)
      SELECT store_id, ?2, number, iif(number IN (7, 8, 9, 1600), 'failed', 'delivered'), 1 FROM events WHERE store_id = ?1`,
  )
    .bind(at.store.id, id)
    .run();
  const numbers = (await pagesOf(id, "status=failed&limit=2")).map((page) =>
    page.map((each) => Number(each.slice(-10))),
  );
  expect(numbers.flat()).toEqual([1600, 9, 8, 7]);
  expect(numbers.length).toBeLessThan(7);
});
