/**
 * Redemptions, uses, returns, orders and jobs in a random order, with answers lost on both sides: in the end each voucher
 * that lives has one code that works, no other code does, and the books are right.
 */
import { expect } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../../worker/database/client.ts";
import { workDuePublications } from "../../../../worker/integrations/vouchers/work-due.ts";
import { scheduled } from "../../../../worker/scheduled.ts";
import { cutsOff } from "../../database/bindings.ts";
import { fiveOff } from "../../rewards/shop.ts";
import { environment, order } from "../../store-under-test.ts";
import { connected, ConnectedStore, LATER } from "./connected-store.ts";
import type { Trouble } from "./played-shop.ts";

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const troubles: Trouble[] = [
  { kind: "lost_before" },
  { kind: "lost_after" },
  { kind: "lost_after" },
  { kind: "broken" },
  { kind: "throttled", seconds: 40 },
  { kind: "mistake", message: "Value is above the plan's limit." },
];

const row = z.object({ code: z.string(), status: z.string(), publication: z.string() });

/** Plays so many steps, drawn by the seed, and looks at the end. */
export async function playVouchers(seed: number, stepCount: number): Promise<void> {
  const chance = chances(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(chance() * items.length)];
  const shop = await ConnectedStore.connected([
    fiveOff(),
    fiveOff({ id: "back", onCancel: "give_back", onExpiry: "give_back", validDays: 2 }),
  ]);
  const { store, memberId, checkout } = shop;
  await store.earn(memberId, 20_000);
  const members = [memberId, await store.member("ben"), await store.member("cleo")];
  for (const each of members.slice(1)) await store.earn(each, 4000);
  const troubled = () => (chance() < 0.25 ? (pick(troubles) ?? null) : null);
  const vouchers = async () => {
    const { results } = await environment.DB.prepare(
      "SELECT code, status, publication FROM vouchers WHERE store_id = ? ORDER BY code",
    )
      .bind(store.id)
      .all();
    return z.array(row).parse(results);
  };
  const codes: string[] = [];
  let orders = 0;
  let sent = 0;

  const steps: (() => Promise<unknown>)[] = [
    async () => {
      const call = {
        body: { memberId: pick(members), rewardId: chance() < 0.6 ? "five-off" : "back" },
        key: `redeem-${++sent}`,
      };
      const first = await store.server("POST", "/v1/redeem", call);
      // A caller who heard nothing asks again, once the Worker is there.
      if (first.status !== 500) return;
      store.environment = connected;
      await store.server("POST", "/v1/redeem", call);
    },
    () => store.server("POST", `/v1/vouchers/${pick(codes) ?? "X"}/release`, { body: {} }),
    () => store.server("POST", `/v1/vouchers/${pick(codes) ?? "X"}/use`, { body: { orderId: `${orders}` } }),
    async () => {
      const id = String(chance() < 0.4 ? Math.ceil(chance() * orders) : ++orders);
      const at = new Date(store.now).toISOString();
      await store.server("PUT", `/v1/orders/${id}`, {
        body: order("ben", 5000, store.now - 1000, {
          paidAt: null,
          updatedAt: at,
          vouchers: [pick(codes) ?? "X"],
          cancelledAt: chance() < 0.4 ? at : null,
        }),
      });
    },
    () => workDuePublications(store.environment, store.now).catch(() => undefined),
    () => scheduled(databaseOf(environment), store.now),
  ];
  for (let step = 0; step < stepCount; step++) {
    store.now += Math.floor(chance() ** 3 * 8 * 3_600_000);
    checkout.trouble = troubled;
    store.environment =
      chance() < 0.3
        ? { ...connected, DB: cutsOff(1 + Math.floor(chance() * 5), chance() < 0.5 ? "before" : "after").DB }
        : connected;
    // Two things at once.
    const [one, two] = [chance() < 0.4 ? steps[0] : pick(steps), pick(steps)];
    await Promise.all([one?.(), two?.()]);
    store.environment = connected;
    codes.splice(0, codes.length, ...(await vouchers()).map(({ code }) => code));
  }

  checkout.trouble = () => null;
  for (let run = 0; run < 4; run++) await shop.job(LATER);
  // What the shop would not switch off when it was asked, the store asks for again.
  for (const { code } of await shop.publications("&givenUp=true"))
    await store.server("POST", `/v1/voucher-publications/${code}/retry`, { body: {} });
  await shop.job();
  const end = await vouchers();
  // What was refused once is released, and a released one that stands again after all is published again.
  const living = end.filter(({ status }) => status === "issued");
  expect(living.map(({ publication }) => publication)).toEqual(living.map(() => "published"));
  const overThere = [...checkout.codes.values()];
  expect(overThere.map(({ code }) => code).filter((code) => !end.some((each) => each.code === code))).toEqual(
    [],
  );
  const works = overThere.filter(({ on, endsAt }) => on && (endsAt ?? Infinity) > store.now);
  const lives = living.filter(({ code }) => (checkout.codes.get(code)?.endsAt ?? 0) > store.now);
  expect(works.map(({ code }) => code).sort(), `seed ${seed}`).toEqual(lives.map(({ code }) => code).sort());
  expect(end.length).toBeGreaterThan(20);
  expect(new Set(end.map(({ status }) => status))).toEqual(new Set(["issued", "used", "released"]));
  expect(await store.problems()).toEqual([]);
}
