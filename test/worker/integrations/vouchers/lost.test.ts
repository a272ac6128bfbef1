/** Whatever is cut off between two steps: one code that works for each voucher that lives, and none for any other. */
import { createScheduledController } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import type { Environment } from "../../../../worker/environment.ts";
import { workDuePublications } from "../../../../worker/integrations/vouchers/work-due.ts";
import worker from "../../../../worker/index.ts";
import { environment } from "../../store-under-test.ts";
import { redeemed } from "../../http/furnished-store.ts";
import { cutsOff } from "../../database/bindings.ts";
import { fiveOff } from "../../rewards/shop.ts";
import { connected, ConnectedStore, LATER, playPlatform } from "./connected-store.ts";
import type { Trouble } from "./played-shop.ts";

playPlatform();

let shop: ConnectedStore;
beforeEach(async () => {
  shop = await ConnectedStore.connected();
});

/** The bindings in which the n-th visit to the database is the last, before or after it had its effect. */
function without(visit: number, when: "before" | "after"): Environment {
  return { ...connected, DB: cutsOff(visit, when).DB };
}

/** Which visits there are to cut off: the redemption, the claim, and what came of the call. */
const visits = [1, 2, 3].flatMap((visit) => [
  { visit, when: "before" as const },
  { visit, when: "after" as const },
]);

describe.each(visits)("the Worker is gone $when visit $visit to its database", ({ visit, when }) => {
  test("promise 5: a redemption that is sent again ends with one code, and its price is taken once", async () => {
    const call = { body: { memberId: shop.memberId, rewardId: "five-off" }, key: "once" };
    shop.store.environment = without(visit, when);
    expect((await shop.store.server("POST", "/v1/redeem", call)).status).toBe(500);
    shop.store.environment = connected;
    await shop.store.server("POST", "/v1/redeem", call);
    await shop.job(LATER);
    const { voucher } = (await shop.store.server("POST", "/v1/redeem", call)).as(redeemed);
    expect(voucher.publication).toBe("published");
    expect([...shop.checkout.codes.keys()]).toEqual([voucher.code]);
    expect(shop.checkout.working()).toEqual([voucher.code]);
    expect(await shop.available()).toBe(4500);
    expect(await shop.store.problems()).toEqual([]);
  });

  test("one that nobody sends again is brought to its end by the job", async () => {
    shop.store.environment = without(visit, when);
    await shop.redeem("five-off");
    shop.store.environment = connected;
    await shop.job(LATER);
    const wasWritten = visit > 1 || when === "after";
    expect(shop.checkout.working()).toHaveLength(wasWritten ? 1 : 0);
    expect(await shop.available()).toBe(wasWritten ? 4500 : 5000);
  });

  test("one that the shop refuses is given back once", async () => {
    shop.checkout.trouble = () => ({ kind: "mistake", message: "No." });
    const before = await shop.lots();
    shop.store.environment = without(visit, when);
    await shop.redeem("five-off");
    shop.store.environment = connected;
    await shop.job(LATER);
    expect(await shop.lots()).toEqual(before);
    expect(await shop.store.problems()).toEqual([]);
  });

  test("the job is cut off there, and ends the next time", async () => {
    shop.checkout.trouble = () => ({ kind: "broken" });
    const { voucher } = await shop.have("five-off");
    const gone = await shop.have("five-off");
    await shop.release(gone.voucher.code);
    shop.checkout.trouble = () => null;
    shop.store.now += LATER;
    await workDuePublications(without(visit, when), shop.store.now).catch(() => undefined);
    await shop.job(LATER);
    expect(shop.checkout.working()).toEqual([voucher.code]);
    expect(await shop.available()).toBe(4500);
  });
});

const losses: Trouble[] = [
  { kind: "lost_before" },
  { kind: "lost_after" },
  { kind: "broken" },
  { kind: "costly", milliseconds: 500 },
];

describe.each(losses)("the shop's answer is $kind", (trouble) => {
  test.each([1, 2, 3])("of request %i: one code in the end", async (lost) => {
    let asked = 0;
    // The first attempt leaves the code there, so that the next goes all the way: made, looked up, switched on.
    shop.checkout.trouble = (request) =>
      request === "POST /codes" && ++asked === 1 ? { kind: "lost_after" } : null;
    const { code } = (await shop.have("five-off")).voucher;
    const kept = shop.checkout.codes.get(code);
    if (kept) kept.on = false;
    let requests = 0;
    shop.checkout.trouble = () => (++requests === lost ? trouble : null);
    await shop.job(LATER);
    shop.checkout.trouble = () => null;
    await shop.job(LATER);
    expect(shop.checkout.working()).toEqual([code]);
    expect(shop.checkout.codes.size).toBe(1);
  });
});

test("an answer that comes after its call counted as lost changes nothing any more", async () => {
  let answer: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (answer = resolve));
  let asked = 0;
  shop.checkout.gate = () => (++asked === 1 ? late : Promise.resolve());
  const redeeming = shop.redeem("five-off");
  await expect.poll(() => asked).toBe(1);
  await shop.job(LATER);
  const before = await shop.publication();
  expect(before.status).toBe("published");
  shop.checkout.trouble = () => ({ kind: "mistake", message: "No." });
  answer();
  await redeeming;
  expect(await shop.publication()).toEqual(before);
  expect((await shop.voucher(before.code)).status).toBe("issued");
  expect(await shop.available()).toBe(4500);
});

test("the Worker's scheduled door makes codes that are due", async () => {
  shop = await ConnectedStore.connected([fiveOff({ validDays: 3650 })]);
  shop.checkout.trouble = () => ({ kind: "broken" });
  await shop.have("five-off");
  shop.checkout.trouble = () => null;
  // That door goes by the machine's own clock, which the tests' doesn't follow.
  await environment.DB.prepare("UPDATE voucher_publications SET next_at = 1 WHERE store_id = ?")
    .bind(shop.store.id)
    .run();
  const cron = "*/2 * * * *";
  const scheduledTime = new Date(shop.store.now);
  await worker.scheduled(createScheduledController({ cron, scheduledTime }), connected);
  expect(shop.checkout.working()).toHaveLength(1);
});

test("a voucher's publication can't be written without its voucher, nor be called published without a reference", async () => {
  const { voucher } = await shop.have("five-off");
  const insert = environment.DB.prepare(
    `INSERT INTO voucher_publications (store_id, code, id, connection_id, status, created_at)
      VALUES (?, 'JUN-NOBODY', 'pub_x', 'con_x', 'held', 0)`,
  ).bind(shop.store.id);
  await expect(insert.run()).rejects.toThrow("voucher_missing");
  const forget = environment.DB.prepare(
    "UPDATE voucher_publications SET reference = NULL WHERE store_id = ? AND code = ?",
  ).bind(shop.store.id, voucher.code);
  await expect(forget.run()).rejects.toThrow("voucher_publication_reference");
});
