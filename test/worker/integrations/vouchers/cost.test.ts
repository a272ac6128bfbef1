/** What vouchers in a shop cost the database: nothing without a shop, and with one the same whatever came before. */
import { beforeAll, expect, test } from "vitest";
import { metered, type Spent } from "../../../../bench/cost/meter.ts";
import { environment } from "../../store-under-test.ts";
import { fiveOff } from "../../rewards/shop.ts";
import { connected, ConnectedStore, playPlatform } from "./connected-store.ts";

playPlatform();

let shop: ConnectedStore;
beforeAll(async () => {
  shop = await ConnectedStore.connected([
    fiveOff(),
    { id: "talk", name: "A talk", type: "experience", description: "An hour", points: 500 },
  ]);
});

/** What the call costs. */
async function costOf(call: () => Promise<unknown>): Promise<Spent> {
  const meter = metered(environment.DB);
  shop.store.environment = { ...connected, DB: meter.database };
  await call();
  shop.store.environment = connected;
  return meter.take();
}

test("a redemption takes three round trips, and reads and writes the same after 600 others; so does its release", async () => {
  const redeem = () => costOf(() => shop.have("five-off"));
  const release = async () => {
    const { code } = (await shop.have("five-off")).voucher;
    return costOf(() => shop.release(code));
  };
  await redeem();
  const [first, firstRelease] = [await redeem(), await release()];
  expect(first.trips).toBe(3);
  await environment.DB.batch([
    environment.DB.prepare(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
        INSERT INTO vouchers (store_id, code, source, name, amount, currency, minimum_order, points, status, available_at,
          created_at) SELECT ?, 'OLD-' || i, 'referral_friend', '£5 off', 500, 'GBP', 0, 0, 'issued', 0, 0 FROM n`,
    ).bind(shop.store.id),
    environment.DB.prepare(
      `INSERT INTO voucher_publications (store_id, code, id, connection_id, status, reference, calls, created_at)
        SELECT store_id, code, 'pub_' || code, ?, 'published', 'x', 1, 0 FROM vouchers WHERE store_id = ? AND code LIKE 'OLD-%'`,
    ).bind(shop.connectionId, shop.store.id),
  ]);
  expect(await redeem()).toEqual(first);
  expect(await release()).toEqual(firstRelease);
});

test("a reward that no checkout honours takes one, as in a store without a shop", async () => {
  expect((await costOf(() => shop.have("talk"))).trips).toBe(1);
});
