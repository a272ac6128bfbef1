/** Random histories: whatever happened, every point is explained, every period rolls forward, and the check finds nothing. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { databaseOf } from "../../../worker/database/client.ts";
import { redeemedSchema } from "../../../worker/rewards/answers.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type ProgramInput,
} from "../store-under-test.ts";
import { expectToTieOut, explainAll, MOVEMENTS, rollForward, sum } from "./books.ts";

const RULES = {
  ...PROGRAM,
  earning: {
    order: { points: 3, per: 200 },
    signUp: 20,
    holdDays: 2,
    caps: [{ points: 900, period: "week" }],
  },
  expiry: { afterDays: 12, warnDays: 3, graceDays: 2 },
  rewards: [
    {
      id: "five-off",
      name: "£5 off",
      type: "amount_off",
      amount: 500,
      points: 200,
      onExpiry: "give_back",
      validDays: 5,
    },
  ],
  tiers: {
    by: "points",
    over: "lifetime",
    levels: [{ id: "one", name: "One", threshold: 500, multiplier: 1.5, bonus: 70 }],
  },
  transfers: { dailyCap: 300 },
} satisfies ProgramInput;

const who = fc.nat({ max: 2 });
const step = fc.oneof(
  fc.record({
    do: fc.constant("order" as const),
    who,
    id: fc.nat({ max: 5 }),
    amount: fc.nat({ max: 90_000 }),
    kept: fc.nat({ max: 100 }),
  }),
  fc.record({ do: fc.constant("earn" as const), who, points: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ do: fc.constant("adjust" as const), who, points: fc.integer({ min: -300, max: 300 }) }),
  fc.record({ do: fc.constant("redeem" as const), who }),
  fc.record({ do: fc.constant("release" as const), at: fc.nat({ max: 9 }) }),
  fc.record({ do: fc.constant("transfer" as const), who, points: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 60 }), job: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

const NAMES = ["anna", "ben", "carl"];

/** Plays the steps; refusals are as good as answers. */
async function play(store: StoreUnderTest, members: string[], steps: Step[]): Promise<void> {
  const vouchers: string[] = [];
  const post = (path: string, body: object) => store.server("POST", path, { body });
  for (const each of steps) {
    store.now += 1000;
    if (each.do === "wait") {
      store.now += each.hours * 3_600_000;
      if (each.job) await scheduled(databaseOf(environment), store.now);
    } else if (each.do === "release") {
      if (vouchers[each.at] !== undefined) await post(`/v1/vouchers/${vouchers[each.at]}/release`, {});
    } else if (each.do === "order") {
      const time = new Date(store.now).toISOString();
      // An order stays whose it is: its id holds the customer.
      const id = `${NAMES[each.who]}-${each.id}`;
      const refund = Math.floor((each.amount * (100 - each.kept)) / 100);
      const refunds = refund === 0 ? [] : [{ id: "r", refundedAt: time, amount: refund }];
      await store.putOrder(
        id,
        order(NAMES[each.who] ?? "", each.amount, START + each.id * DAY, { updatedAt: time, refunds }),
      );
    } else {
      const memberId = members[each.who] ?? "";
      if (each.do === "earn") await store.earn(memberId, each.points);
      if (each.do === "adjust" && each.points !== 0)
        await post("/v1/adjustments", {
          memberId,
          points: each.points,
          description: "By hand",
          actor: "Kim",
        });
      if (each.do === "transfer") {
        const to = { memberId: members[(each.who + 1) % 3] };
        await post("/v1/transfers", { from: { memberId }, to, points: each.points });
      }
      if (each.do === "redeem") {
        const answer = await post("/v1/redeem", { memberId, rewardId: "five-off" });
        if (answer.status === 201) vouchers.push(answer.as(redeemedSchema).voucher.code);
      }
    }
  }
}

test("promises 2 and 11: whatever happened, each point is explained and each period ties out", async () => {
  const histories = fc.sample(fc.array(step, { minLength: 40, maxLength: 60 }), { seed: 17, numRuns: 5 });
  for (const steps of histories) {
    const store = await StoreUnderTest.make(RULES);
    const members: string[] = [];
    for (const name of NAMES) members.push(await store.member(name));
    await play(store, members, steps);
    expect(await store.problems()).toEqual([]);
    let total = 0;
    for (const memberId of members) {
      const explained = await explainAll(store, memberId, "lots=all&limit=7");
      expectToTieOut(explained);
      expect(explained.balance).toEqual(await store.balance(memberId));
      const open = await explainAll(store, memberId, "limit=100");
      expect(open.items).toHaveLength(explained.items.filter(({ remaining }) => remaining > 0).length);
      total += explained.total;
    }
    const end = Math.ceil((store.now + 1) / DAY) * DAY;
    let stands = 0;
    for (let from = START - DAY / 2; from < end; from += DAY) {
      const day = await rollForward(store, from, from + DAY);
      expect([day.tiesOut, day.opening.points]).toEqual([true, stands]);
      expect(day.transferred.points).toBe(0);
      stands += sum(MOVEMENTS.map((movement) => day[movement].points));
      expect(day.closing.points).toBe(stands);
    }
    expect(stands).toBe(total);
  }
}, 120_000);
