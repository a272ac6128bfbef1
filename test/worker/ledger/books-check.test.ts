/** What the ledger's check sees of the books: each query finds what it is there for, broken by hand. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { metered } from "../../../bench/cost/meter.ts";
import { checkLedger } from "../../../worker/ledger/check.ts";
import { claimedSchema } from "../../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
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

const { DB } = environment;
const database = databaseOf(environment);

const PLENTY = {
  ...PROGRAM,
  earning: {
    ...PROGRAM.earning,
    actions: [{ id: "review", name: "Write a review", points: 30, limits: [{ count: 5, period: "day" }] }],
  },
  rewards: PROGRAM.rewards.map((reward) => ({ ...reward, limits: [{ count: 5, period: "year" as const }] })),
  transfers: { dailyCap: 1000 },
  tiers: {
    by: "points",
    over: "lifetime",
    levels: [{ id: "silver", name: "Silver", threshold: 1000, bonus: 40 }],
  },
} satisfies ProgramInput;

let store: StoreUnderTest;
let memberId: string;
let voucher: string;

/** A store in which everything is there that the check compares. */
beforeEach(async () => {
  store = await StoreUnderTest.make(PLENTY);
  memberId = (await store.putOrder("1", order("anna", 300_000, START))).order.memberId ?? "";
  const ben = await store.member("ben");
  voucher = await redeem();
  const released = await redeem();
  await post(`/v1/vouchers/${released}/release`, {}, 200);
  const used = await redeem();
  await post(`/v1/vouchers/${used}/use`, { orderId: "77" }, 200);
  await post("/v1/actions", { memberId, action: "review" });
  await post("/v1/transfers", { from: { memberId }, to: { memberId: ben }, points: 120 });
  const link = (await store.server("POST", "/v1/referral-links", { body: { memberId } })).as(
    referralLinkSchema,
  ).code;
  const claim = await store.page("POST", "/storefront/referral-claims", {
    body: { code: link, email: "carl@example.com" },
  });
  const { code } = claim.as(claimedSchema).voucher;
  const customer = { id: "carl", email: "carl@example.com" };
  await store.putOrder("2", order("carl", 90_000, START, { customer, vouchers: [code] }));
  store.now += 2 * DAY;
  expect(await store.problems()).toEqual([]);
});

async function post(path: string, body: Record<string, unknown>, status = 201): Promise<void> {
  const answer = await store.server("POST", path, { body });
  if (answer.status !== status) throw new Error(answer.text);
}

async function redeem(): Promise<string> {
  const answer = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  return answer.as(redeemedSchema).voucher.code;
}

/** Runs a statement past the Worker, with the store, the member and the unused voucher as ?1, ?2 and ?3. */
async function damage(sql: string): Promise<void> {
  const most = sql.includes("?3") ? 3 : sql.includes("?2") ? 2 : 1;
  const { meta } = await DB.prepare(sql)
    .bind(...[store.id, memberId, voucher].slice(0, most))
    .run();
  expect(meta.changes, "the damage").toBeGreaterThan(0);
}

const found = async () => new Set((await store.problems()).map(({ problem }) => problem));

const mine = "store_id = ?1 AND member_id = ?2";
const damages: Record<string, Record<string, string>> = {
  referral_points: {
    "a referral that says more than was posted":
      "UPDATE referrals SET points = points + 5 WHERE store_id = ?1 AND advocate_id = ?2",
    "a referral that says nothing was posted":
      "UPDATE referrals SET points = 0 WHERE store_id = ?1 AND points > 0",
    "points of a referral that isn't there": "DELETE FROM referrals WHERE store_id = ?1",
  },
  tier_bonus: {
    "a bonus that says more than was posted": `UPDATE tier_bonuses SET points = points + 5 WHERE ${mine}`,
    "a bonus that nothing says": `DELETE FROM tier_bonuses WHERE ${mine}`,
  },
  redemption_entry: {
    "a voucher of another price": "UPDATE vouchers SET points = points + 1 WHERE store_id = ?1 AND code = ?3",
    "a redemption of another price": `UPDATE redemptions SET points = points + 1 WHERE ${mine}`,
    "a redemption whose entry isn't there": `UPDATE redemptions SET entry_id = 'ent_none' WHERE ${mine}`,
    "a voucher without its redemption": `DELETE FROM redemptions WHERE ${mine}`,
    "a released voucher whose points stayed spent":
      "UPDATE vouchers SET status = 'released' WHERE store_id = ?1 AND code = ?3",
    "a redemption that says it was released": `UPDATE redemptions SET released_at = 1 WHERE ${mine} AND released_at IS NULL`,
    "a voucher that was released and works":
      "UPDATE vouchers SET status = 'issued' WHERE store_id = ?1 AND status = 'released'",
  },
  redemption_missing: {
    "points spent on a redemption that isn't there": `DELETE FROM redemptions WHERE ${mine}`,
    "points spent on another member's redemption": `UPDATE redemptions SET member_id = 'mem_other' WHERE ${mine}`,
  },
  voucher_use: {
    "a voucher used on no order": "UPDATE vouchers SET status = 'used' WHERE store_id = ?1 AND code = ?3",
    "a used voucher without a time":
      "UPDATE vouchers SET used_at = NULL WHERE store_id = ?1 AND order_id = '77'",
    "an unused voucher with an order": "UPDATE vouchers SET order_id = '9' WHERE store_id = ?1 AND code = ?3",
    "a friend's voucher used on no order":
      "UPDATE vouchers SET order_id = NULL WHERE store_id = ?1 AND source = 'referral_friend'",
  },
  limited_redemption: {
    "a redemption that counts though it was released":
      "UPDATE redemptions SET released_at = 1 WHERE store_id = ?1 AND released_at IS NULL",
    "a redemption that counts for another reward": `UPDATE limited_redemptions SET reward_id = 'other' WHERE ${mine}`,
  },
  transfer_sent: {
    "a transfer of more than was sent": "UPDATE transfers SET points = points + 1 WHERE store_id = ?1",
    "a transfer to somebody who received nothing":
      "UPDATE transfers SET to_member_id = 'mem_other' WHERE store_id = ?1",
  },
  transfer_missing: {
    "points of a transfer that isn't there": "DELETE FROM transfers WHERE store_id = ?1",
    "points of another's transfer": "UPDATE transfers SET from_member_id = 'mem_other' WHERE store_id = ?1",
  },
  action_entry: {
    "an action that counts and gave nothing": `UPDATE member_actions SET entry_id = 'ent_none' WHERE ${mine}`,
  },
  ledger_hours: {
    "an hour with more points than its entries":
      "UPDATE ledger_hours SET points = points + 5 WHERE store_id = ?1 AND rule = 'order'",
    "an hour with more entries than there are":
      "UPDATE ledger_hours SET entries = entries + 1 WHERE store_id = ?1 AND rule = 'order'",
    "points in another hour":
      "UPDATE ledger_hours SET hour = hour + 3600000 WHERE store_id = ?1 AND rule = 'order'",
    "points under another rule":
      "UPDATE ledger_hours SET rule = 'gift' WHERE store_id = ?1 AND rule = 'order'",
    "an hour that is gone": "DELETE FROM ledger_hours WHERE store_id = ?1 AND rule = 'order'",
  },
};

describe("promise 2: the check sees each way in which the books could differ", () => {
  describe.each(Object.entries(damages))("%s", (problem, ways) => {
    test.each(Object.entries(ways))("%s", async (_name, sql) => {
      await damage(sql);
      expect(await found()).toContain(problem);
    });
  });
});

const checkSchema = z.object({
  ok: z.boolean(),
  checked: z.int(),
  problems: z.array(z.object({ memberId: z.string().nullable(), problem: z.string(), detail: z.string() })),
  next: z.string().nullable(),
});

describe("promise 2: slice by slice the check sees what it sees at once", () => {
  /** The check in slices of so many members, and how many there were. */
  async function inSlices(limit: number): Promise<{ problems: string[]; slices: number }> {
    const problems: string[] = [];
    let slices = 0;
    for (let after: string | null = ""; after !== null; slices++) {
      const slice = await checkLedger(database, store.id, store.now, after, limit);
      problems.push(...slice.problems.map(({ problem }) => problem));
      after = slice.next;
    }
    return { problems, slices };
  }

  test("a sound ledger, in slices of any size", async () => {
    for (const limit of [1, 2, 3, 4]) {
      const { problems, slices } = await inSlices(limit);
      expect([limit, problems]).toEqual([limit, []]);
      expect(slices).toBe(Math.floor(3 / limit) + 1);
    }
  });

  test("hours that differ, at the end of the round", async () => {
    await damage("UPDATE ledger_hours SET points = points + 5 WHERE store_id = ?1 AND rule = 'order'");
    for (const limit of [1, 2, 3]) expect((await inSlices(limit)).problems).toEqual(["ledger_hours"]);
  });

  test("what is written while the round goes on is no difference", async () => {
    const first = await checkLedger(database, store.id, store.now, "", 1);
    await store.earn(memberId, 44);
    await store.earn(await store.member("dora"), 55);
    let after = first.next;
    const problems = [];
    while (after !== null) {
      const slice = await checkLedger(database, store.id, store.now, after, 1);
      problems.push(...slice.problems);
      after = slice.next;
    }
    expect(problems).toEqual([]);
  });

  test("a slice reads what its own members have, however many others there are", async () => {
    const rowsRead = async (members: number) => {
      const other = await StoreUnderTest.make();
      for (let count = 0; count < members; count++) await other.earn(await other.member(`c-${count}`), 10);
      const first = await checkLedger(database, other.id, other.now, "", 3);
      const meter = metered(DB);
      const { checked } = await checkLedger(
        databaseOf({ ...environment, DB: meter.database }),
        other.id,
        other.now,
        first.next ?? "",
        3,
      );
      expect(checked).toBe(3);
      return meter.take().rowsRead;
    };
    expect(await rowsRead(30)).toBe(await rowsRead(8));
  });

  test("by the API, whose cursor carries the sums", async () => {
    const position = (await checkLedger(database, store.id, store.now, "", 2)).next ?? "";
    const ask = async (text: string) =>
      (await store.server("GET", `/v1/ledger/check?cursor=${btoa(text).replace(/=+$/, "")}`)).as(checkSchema);
    expect(await ask(position)).toEqual({ ok: true, checked: 1, problems: [], next: null });
    // Sums that were meddled with don't agree; none at all are not compared.
    const meddled = await ask(position.replace(/:(-?\d+)/, ":$19"));
    expect(meddled.problems).toMatchObject([{ memberId: null, problem: "ledger_hours" }]);
    expect((await ask(position.split(" ")[0] ?? "")).ok).toBe(true);
  });

  /** Makes the stores the next that the job looks at, in this order. */
  async function nextForTheJob(...ids: string[]): Promise<void> {
    // A store that was never looked at would come before them.
    await DB.prepare(
      `INSERT INTO ledger_checks (store_id, after, checked_at, problems)
        SELECT id, '', 0, 0 FROM stores WHERE id NOT IN (SELECT store_id FROM ledger_checks)`,
    ).run();
    for (const [place, id] of ids.entries())
      await DB.prepare("UPDATE ledger_checks SET after = '', checked_at = ? WHERE store_id = ?")
        .bind(place - ids.length, id)
        .run();
  }
  const lookedAt = (id: string) =>
    DB.prepare("SELECT after, checked_at AS at, problems FROM ledger_checks WHERE store_id = ?")
      .bind(id)
      .first();

  test("by the job, which keeps what it found", async () => {
    await damage("UPDATE ledger_hours SET points = points + 5 WHERE store_id = ?1 AND rule = 'order'");
    await nextForTheJob(store.id);
    await scheduled(database, store.now);
    expect(await lookedAt(store.id)).toEqual({ after: "", at: store.now, problems: 1 });
  });

  test("by the job, which a store without members does not hold up", async () => {
    const empty = await StoreUnderTest.make();
    await nextForTheJob(empty.id, store.id);
    for (let run = 0; run < 2; run++) await scheduled(database, store.now + run);
    expect(await lookedAt(empty.id)).toEqual({ after: "", at: store.now, problems: 0 });
    expect(await lookedAt(store.id)).toEqual({ after: "", at: store.now + 1, problems: 0 });
  });
});
