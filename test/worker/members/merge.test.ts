/** Two customers that became one: all that the first had is the second's, to the point and to the day. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { mergeMembers } from "../../../worker/members/merge.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { databaseOf } from "../../../worker/database/client.ts";
import { postExpiries } from "../../../worker/ledger/expire.ts";
import { configurationOf, forgetConfiguration } from "../../../worker/stores/configuration.ts";
import { storeContext, type StoreContext } from "../../../worker/stores/store-context.ts";
import { losesOneAnswer, runsBeforeEach } from "../database/bindings.ts";
import { contents } from "../database/contents.ts";
import { redeemed } from "../http/furnished-store.ts";
import { entriesOf, iso } from "../orders/told.ts";
import { buy, runJob, tiered } from "../tiers/tiered-store.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  SHOP,
  START,
  StoreUnderTest,
  type OrderInput,
} from "../store-under-test.ts";

const EXPIRING = { ...PROGRAM, expiry: { afterDays: 100 }, transfers: { dailyCap: 1000 } };

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(EXPIRING);
});

async function context(of = store): Promise<StoreContext> {
  forgetConfiguration(of.id);
  const configuration = await configurationOf(of.environment, of.keys.secret.key, "secret");
  if (!configuration) throw new Error("The store is there.");
  return storeContext(of.environment, configuration, of.now);
}

const merge = async (from = "anna", into = "ben") => mergeMembers(await context(), from, into);

/** A paid order of the customer, worth a point a pound. */
const placed = (id: string, customer: string, pounds: number, more: Partial<OrderInput> = {}) =>
  store.putOrder(id, order(customer, pounds * 100, store.now, more));

/** The same order as it stands later. */
const told = (pounds: number, second: number, more: Partial<OrderInput>): [number, Partial<OrderInput>] => [
  pounds,
  { placedAt: iso(START), paidAt: iso(START), updatedAt: iso(START + second * 1000), ...more },
];

async function redeemSome(memberId: string): Promise<void> {
  const body = { memberId, points: -120, description: "Taken", actor: "Priya" };
  await store.server("POST", "/v1/adjustments", { body });
}

async function redeem(memberId: string): Promise<string> {
  const answer = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } });
  return answer.as(redeemed).voucher.code;
}

const available = async (memberId: string) => (await store.balance(memberId)).available;

/** A member's open lots, without whose they are. */
async function lotsOf(memberId: string) {
  const { results } = await environment.DB.prepare(
    `SELECT source, remaining, granted_at, available_at, expires_at, due_at, warn_at, warned_at, grace, idle_days
      FROM lots WHERE member_id = ? AND remaining > 0 ORDER BY expires_at, granted_at, id`,
  )
    .bind(memberId)
    .all();
  return results;
}

async function sound(): Promise<void> {
  expect(await store.problems()).toEqual([]);
  const books = await store.server(
    "GET",
    `/v1/ledger/roll-forward?from=2026-11-01T00:00:00Z&to=2027-12-01T00:00:00Z`,
  );
  expect(
    books.as(z.object({ tiesOut: z.boolean(), transferred: z.object({ points: z.int() }) }).loose()),
  ).toMatchObject({ tiesOut: true, transferred: { points: 0 } });
}

describe("points", () => {
  test("promises 2 and 9: merged points keep the dates of their lots, and none is won or lost", async () => {
    const [anna, ben] = [await store.member("anna"), await store.member("ben")];
    for (const [day, points] of [
      [0, 40],
      [20, 50],
    ] as const) {
      store.now = START + day * DAY;
      await store.earn(anna, points);
      await store.earn(ben, points * 2);
    }
    const before = [...(await lotsOf(anna)), ...(await lotsOf(ben))];
    expect(await merge()).toBe(ben);
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 0 });
    expect(await available(ben)).toBe(270);
    const order = (rows: Record<string, unknown>[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(order(await lotsOf(ben))).toEqual(order(before));
    store.now = START + 100 * DAY;
    expect(await available(ben)).toBe(150);
    await sound();
  });

  test("both owe: the points of one repay the debt of the other", async () => {
    // Anna owes 500 of an order that was cancelled after she had spent it.
    await placed("1", "anna", 500);
    const anna = await store
      .member("ben")
      .then(async () => (await placed("1", "anna", 500)).order.memberId ?? "");
    await redeem(anna);
    await placed("1", "anna", ...told(500, 5, { cancelledAt: iso(START + 5000) }));
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 500 });
    const { order: bens } = await placed("2", "ben", 120);
    expect(await merge()).toBe(bens.memberId);
    expect(await store.balance(bens.memberId ?? "")).toEqual({ available: 0, pending: 0, debt: 380 });
    expect(await store.balance(anna)).toEqual({ available: 0, pending: 0, debt: 0 });
    await sound();
    await placed("3", "ben", 400);
    expect(await store.balance(bens.memberId ?? "")).toEqual({ available: 20, pending: 0, debt: 0 });
    await sound();
  });

  test("the kept one owes: what comes repays it first", async () => {
    const { order: bens } = await placed("1", "ben", 500);
    const ben = bens.memberId ?? "";
    await redeem(ben);
    await placed("1", "ben", ...told(500, 5, { cancelledAt: iso(START + 5000) }));
    await placed("2", "anna", 700);
    await merge();
    expect(await store.balance(ben)).toEqual({ available: 200, pending: 0, debt: 0 });
    await sound();
  });

  test("what waits and what has lapsed goes along", async () => {
    await store.publish({
      ...EXPIRING,
      earning: { ...PROGRAM.earning, order: { points: 1, per: 100 }, holdDays: 14 },
    });
    store.now = START + 1000;
    const ben = await store.member("ben");
    await placed("1", "anna", 100);
    await merge();
    expect(await store.balance(ben)).toEqual({ available: 0, pending: 100, debt: 0 });
    store.now = START + 15 * DAY;
    expect(await available(ben)).toBe(100);
    store.now = START + 120 * DAY;
    expect(await store.balance(ben)).toEqual({ available: 0, pending: 0, debt: 0 });
    await sound();
  });

  test("promise 11: every entry of a merge says what it is", async () => {
    const ben = await store.member("ben");
    const { order: annas } = await placed("1", "anna", 600);
    await redeem(annas.memberId ?? "");
    await merge();
    const said = (await entriesOf(store, ben)).map(({ points, sentence, kind }) => [points, kind, sentence]);
    const carried = (what: string) => `${what}, as two accounts were merged: nothing was won or lost by it.`;
    expect(said).toEqual([
      [-600, "transfer", carried("600 points less")],
      [-500, "transfer", carried("500 points less for £5 off")],
      [600, "transfer", carried("600 points more for order 1")],
      [600, "transfer", "600 points from an account that was merged into this one."],
    ]);
    expect(await available(ben)).toBe(100);
    const explained = await store.server("GET", `/v1/members/${ben}/explain`);
    expect(explained.as(z.object({ tiesOut: z.boolean() }).loose()).tiesOut).toBe(true);
  });
});

describe("orders", () => {
  test("promise 6: a refund after a merge takes what it would have taken before", async () => {
    const refunds = [{ id: "r1", refundedAt: iso(START), amount: 10_000 }];
    await placed("1", "anna", 300);
    const { order: bens } = await placed("2", "ben", 100);
    await merge();
    const answer = await placed("1", "anna", ...told(300, 5, { refunds }));
    expect([answer.posted, answer.order.memberId]).toEqual([-100, bens.memberId]);
    expect(answer.balance).toEqual({ available: 300, pending: 0, debt: 0 });
    await sound();
  });

  test.each([true, false])(
    "points that expired before the merge are not taken twice by a refund after it (posted by the job: %s)",
    async (isPosted) => {
      const { order: annas } = await placed("1", "anna", 300);
      await redeemSome(annas.memberId ?? "");
      store.now = START + 101 * DAY;
      const { order: bens } = await placed("2", "ben", 100);
      if (isPosted) await postExpiries(databaseOf(environment), { now: store.now, storeId: store.id }, 100);
      await merge();
      await sound();
      await placed("1", "anna", ...told(300, 5, { cancelledAt: iso(START + 5000) }));
      // Of the 300, 120 were spent: those are taken, and not what had expired.
      expect(await store.balance(bens.memberId ?? "")).toEqual({ available: 0, pending: 0, debt: 20 });
      await sound();
    },
  );

  test("states that name the one who is gone find the kept one, old, new and told again", async () => {
    await placed("1", "anna", 100);
    const ben = await store.member("ben");
    await merge();
    expect((await placed("1", "anna", ...told(150, 9, {}))).order.memberId).toBe(ben);
    expect((await placed("1", "ben", ...told(150, 9, {}))).order.memberId).toBe(ben);
    expect((await placed("5", "anna", 50)).order.memberId).toBe(ben);
    expect(await available(ben)).toBe(200);
    await sound();
  });

  test("promise 6: a merge and the states of an order end alike in every order of arrival", async () => {
    const ends = [];
    const steps: ((at: StoreUnderTest) => Promise<unknown>)[] = [
      (at) => at.putOrder("1", order("anna", 10_000, START)),
      (at) => at.putOrder("1", order("ben", 15_000, START, { updatedAt: iso(START + 1000) })),
      async (at) => mergeMembers(await context(at), "anna", "ben"),
    ];
    for (const sequence of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      const at = await StoreUnderTest.make(EXPIRING);
      for (const step of sequence) await steps[step]?.(at);
      const found = await at.server("GET", "/v1/members?customerId=ben");
      const [member] = found.as(z.object({ items: z.array(memberSchema) }).loose()).items;
      ends.push(await at.balance(member?.id ?? ""));
      expect(await at.problems()).toEqual([]);
    }
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
    expect(ends[0]).toEqual({ available: 150, pending: 0, debt: 0 });
  });

  test("an order that went from the kept one to the merged one has what it was spared in one place", async () => {
    await store.publish({ ...EXPIRING, debt: { policy: "within_balance" } });
    store.now = START + 1000;
    const now = (second: number, more: Partial<OrderInput> = {}) => ({
      placedAt: iso(store.now),
      paidAt: iso(store.now),
      updatedAt: iso(store.now + second * 1000),
      ...more,
    });
    const { order: bens } = await placed("1", "ben", 600, now(0));
    await redeem(bens.memberId ?? "");
    // It was Anna's after all: of Ben's 600 there are 100 to take back, and 500 are forgiven him.
    await placed("1", "anna", 600, now(1));
    await sound();
    await merge();
    await sound();
    await placed("1", "ben", 600, now(2, { cancelledAt: iso(store.now) }));
    await sound();
    await placed("1", "ben", 600, now(3));
    await sound();
    // What he was forgiven is used up before he is given anything: he still has what the 500 bought.
    expect(await store.balance(bens.memberId ?? "")).toEqual({ available: 100, pending: 0, debt: 0 });
  });
});

describe("vouchers and referrals", () => {
  test("promise 8: a voucher that was merged along gives back to lots with the dates of those it took from", async () => {
    const anna = await store.member("anna");
    const ben = await store.member("ben");
    await store.earn(anna, 300);
    store.now = START + 10 * DAY;
    await store.earn(anna, 400);
    const before = await lotsOf(anna);
    const code = await redeem(anna);
    await merge();
    const session = await store.session("ben");
    const { vouchers } = (await store.page("GET", "/storefront/panel", { session })).as(panelSchema);
    expect(vouchers.map((each) => each.code)).toEqual([code]);
    await sound();
    expect((await store.server("POST", `/v1/vouchers/${code}/release`, { body: {} })).status).toBe(200);
    expect(await lotsOf(ben)).toEqual(before);
    await sound();
  });

  test("a used voucher gives back when its order, which changed hands, is cancelled", async () => {
    const rewards = PROGRAM.rewards.map((reward) => ({ ...reward, onCancel: "give_back" as const }));
    await store.publish({ ...EXPIRING, rewards });
    const anna = await store.member("anna");
    const ben = await store.member("ben");
    await store.earn(anna, 500);
    const code = await redeem(anna);
    await placed("1", "anna", 50, { vouchers: [code] });
    await merge();
    expect(await available(ben)).toBe(50);
    await placed("1", "anna", ...told(50, 5, { vouchers: [code], cancelledAt: iso(START + 5000) }));
    expect(await available(ben)).toBe(500);
    await sound();
    await placed("1", "anna", ...told(50, 6, { vouchers: [code] }));
    expect(await available(ben)).toBe(50);
    await sound();
  });

  const linkOf = async (memberId: string) =>
    (await store.server("POST", "/v1/referral-links", { body: { memberId } })).as(
      z.object({ code: z.string() }).loose(),
    ).code;
  const claim = (code: string, email: string) =>
    store.page("POST", "/storefront/referral-claims", { body: { code, email } });
  const bought = (id: string, email: string, second: number) =>
    store.putOrder(id, {
      ...order("x", 5000, START, { updatedAt: iso(START + second * 1000) }),
      customer: { email },
    });

  test("both links stay good, and what they earn is the kept one's", async () => {
    const [anna, ben] = [await store.member("anna"), await store.member("ben")];
    const [annas, bens] = [await linkOf(anna), await linkOf(ben)];
    await claim(annas, "one@example.com");
    await merge();
    await claim(annas, "two@example.com");
    await claim(bens, "three@example.com");
    for (const [index, friend] of ["one", "two", "three"].entries())
      await bought(`f${index}`, `${friend}@example.com`, 1);
    expect(await store.balance(ben)).toEqual({ available: 0, pending: 1500, debt: 0 });
    await sound();
    await store.putOrder("f0", {
      ...order("x", 5000, START, { updatedAt: iso(START + 9000), cancelledAt: iso(START + 9000) }),
      customer: { email: "one@example.com" },
    });
    expect((await store.balance(ben)).pending).toBe(1000);
    await sound();
  });

  test("a referral that has paid goes along", async () => {
    const [anna, ben] = [await store.member("anna"), await store.member("ben")];
    const link = await linkOf(anna);
    await claim(link, "one@example.com");
    await bought("f0", "one@example.com", 1);
    await merge();
    expect((await store.balance(ben)).pending).toBe(500);
    expect(await linkOf(ben)).toBe(link);
    await sound();
  });
});

describe("who they are", () => {
  test("what isn't known of the kept one is filled in, and what is stays", async () => {
    await store.member("anna", { email: "anna@example.com", firstName: "Anna" });
    const ben = await store.member("ben", { firstName: "Ben" });
    await merge();
    const lookup = async (query: string) =>
      (await store.server("GET", `/v1/members?${query}`)).as(
        z.object({ items: z.array(memberSchema) }).loose(),
      ).items;
    expect(await lookup("email=anna@example.com")).toMatchObject([
      { id: ben, customerId: "ben", firstName: "Ben" },
    ]);
    expect(await lookup("customerId=anna")).toMatchObject([{ id: ben }]);
    expect(await lookup("limit=10")).toHaveLength(1);
  });

  test("a session and a token of the one who is gone show what the kept one has", async () => {
    const anna = await store.member("anna");
    const ben = await store.member("ben");
    await store.earn(anna, 70);
    const session = await store.session("anna");
    await merge();
    for (const each of [session, await store.session("anna")]) {
      const panel = (await store.page("GET", "/storefront/panel", { session: each })).as(panelSchema);
      expect([panel.member.id, panel.balance.available]).toEqual([ben, 70]);
    }
  });

  test("nothing can be given to the one who is gone, or taken", async () => {
    const anna = await store.member("anna");
    await store.member("ben");
    await store.earn(anna, 70);
    await merge();
    for (const [path, body] of [
      ["/v1/earn", { memberId: anna, points: 5, description: "A gift" }],
      ["/v1/adjustments", { memberId: anna, points: 5, description: "A gift", actor: "Priya" }],
    ] as const)
      expect((await store.server("POST", path, { body })).problem().code).toBe("member_not_found");
    const byCustomer = { customerId: "anna", points: 5, description: "A gift" };
    expect((await store.server("POST", "/v1/earn", { body: byCustomer })).status).toBe(201);
    expect((await store.server("POST", "/v1/members", { body: { customerId: "anna" } })).problem().code).toBe(
      "customer_taken",
    );
    await sound();
  });

  test("where only the first is a member, they get the second's id, and answer to both", async () => {
    const { order: annas } = await placed("1", "anna", 100);
    expect(await merge()).toBe(annas.memberId);
    expect((await placed("1", "anna", ...told(150, 3, {}))).order.memberId).toBe(annas.memberId);
    expect((await placed("2", "ben", 10)).order.memberId).toBe(annas.memberId);
    expect(await available(annas.memberId ?? "")).toBe(160);
    await sound();
  });

  test("where only the second is, the first leads to them; where neither is, there is nothing to do", async () => {
    expect(await merge()).toBeNull();
    const ben = await store.member("ben");
    expect(await merge()).toBe(ben);
    expect((await placed("1", "anna", 10)).order.memberId).toBe(ben);
    await sound();
  });

  test("one after the other: what was merged twice is all in one place", async () => {
    for (const customer of ["anna", "ben", "carl"]) await placed(customer, customer, 100);
    await merge("anna", "ben");
    const kept = await merge("ben", "carl");
    expect(await merge("anna", "carl")).toBe(kept);
    expect(await available(kept ?? "")).toBe(300);
    await placed("anna", "anna", ...told(100, 5, { cancelledAt: iso(START + 5000) }));
    expect(await available(kept ?? "")).toBe(200);
    await sound();
    // Told the other way round, the later merge is known when the earlier one comes.
    await placed("d", "dora", 100);
    await placed("e", "emil", 100);
    await merge("dora", "carl");
    expect(await merge("emil", "dora")).toBe(kept);
    expect(await available(kept ?? "")).toBe(400);
    await sound();
  });

  test("to oneself is nothing", async () => {
    const anna = await store.member("anna");
    expect(await merge("anna", "anna")).toBe(anna);
    await merge("anna", "ben");
    expect(await merge("ben", "anna")).toBe(anna);
    await sound();
  });

  test("promise 12: a merge leaves another store's customers of the same names alone", async () => {
    const other = await StoreUnderTest.make(EXPIRING);
    await other.putOrder("1", order("anna", 10_000, START));
    await other.putOrder("2", order("ben", 10_000, START));
    const before = await contents(other.id);
    await placed("1", "anna", 100);
    await placed("2", "ben", 100);
    await merge();
    expect(await contents(other.id)).toEqual(before);
  });
});

test("an action that the one who is gone told before is not given again, and counts for its limits", async () => {
  const actions = [
    { id: "review", name: "Write a review", points: 50 },
    { id: "visit", name: "Come by", points: 5, limits: [{ count: 1, period: "ever" as const }] },
  ];
  store = await StoreUnderTest.make({ ...EXPIRING, earning: { ...PROGRAM.earning, actions } });
  const ben = await store.member("ben");
  await store.member("anna");
  const tell = (customerId: string, action: string, reference?: string) =>
    store.server("POST", "/v1/actions", {
      body: { customerId, action, ...(reference ? { reference } : {}) },
    });
  await tell("anna", "review", "r1");
  await tell("anna", "visit");
  await merge();
  for (const customer of ["anna", "ben"])
    expect(
      (await tell(customer, "review", "r1")).as(z.object({ repeated: z.boolean() }).loose()).repeated,
    ).toBe(true);
  expect((await tell("ben", "visit")).problem().code).toBe("action_limit_reached");
  expect(await available(ben)).toBe(55);
  await tell("ben", "review", "r2");
  expect(await available(ben)).toBe(105);
  await sound();
});

describe("again, at once, and half-way", () => {
  test("promise 4: a merge told twice is one merge", async () => {
    const { order: annas } = await placed("1", "anna", 600);
    await redeem(annas.memberId ?? "");
    await placed("2", "ben", 100);
    await merge();
    const after = await contents(store.id);
    await merge();
    expect(await contents(store.id)).toEqual(after);
  });

  test("promise 5: a merge whose answer was lost is sent again", async () => {
    await placed("1", "anna", 100);
    const ben = await store.member("ben");
    const losing = losesOneAnswer();
    store.environment = losing.environment;
    await expect(merge()).rejects.toThrow("Network connection lost");
    store.environment = environment;
    expect(losing.lost).toBe(1);
    expect(await merge()).toBe(ben);
    expect(await available(ben)).toBe(100);
    await sound();
  });

  test("five at once are one", async () => {
    await placed("1", "anna", 100);
    const ben = await store.member("ben");
    expect(new Set(await Promise.all([merge(), merge(), merge(), merge(), merge()]))).toEqual(new Set([ben]));
    expect(await available(ben)).toBe(100);
    await sound();
  });

  test("both ways at once, one of the two is kept", async () => {
    await placed("1", "anna", 100);
    await placed("2", "ben", 50);
    const kept = await Promise.all([merge("anna", "ben"), merge("ben", "anna")]);
    expect(new Set(kept).size).toBe(1);
    expect(await available(kept[0] ?? "")).toBe(150);
    await sound();
  });

  test("promise 3: merged while both redeem, no point is taken twice", async () => {
    for (let round = 0; round < 2; round++) {
      store = await StoreUnderTest.make(EXPIRING);
      const [anna, ben] = [await store.member("anna"), await store.member("ben")];
      await store.earn(anna, 500);
      await store.earn(ben, 500);
      const answers = await Promise.all([
        ...[anna, ben, anna, ben].map((memberId) =>
          store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } }),
        ),
        merge(),
        ...[ben, ben].map((memberId) =>
          store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "five-off" } }),
        ),
      ]);
      const bought = answers.filter((each) => typeof each === "object" && each?.status === 201).length;
      expect((await available(ben)) + bought * 500).toBe(1000);
      for (const each of answers)
        if (typeof each === "object" && each) expect([201, 404, 409, 422]).toContain(each.status);
      await sound();
    }
  });

  test("an order that is on its way when the merge comes ends with the kept one", async () => {
    const ben = await store.member("ben");
    await placed("1", "anna", 100);
    let batches = 0;
    store.environment = runsBeforeEach(async () => {
      batches += 1;
      // Between what the order read and what it writes.
      if (batches !== 2) return;
      store.environment = environment;
      await merge();
    });
    expect((await placed("9", "anna", 30)).order.memberId).toBe(ben);
    expect(await available(ben)).toBe(130);
    await sound();
  });

  /** Merges Anna into Ben, while something else is written between what it reads and what it writes. */
  async function mergeBetween(change: () => Promise<unknown>): Promise<string | null> {
    let batches = 0;
    const calm = await context();
    const between = runsBeforeEach(async () => {
      batches += 1;
      if (batches === 2) await change();
    });
    return mergeMembers(storeContext(between, calm.configuration, store.now), "anna", "ben");
  }

  test("what is learnt of either while they are merged is not lost", async () => {
    const [anna, ben] = [await store.member("anna"), await store.member("ben")];
    await mergeBetween(() =>
      store.server("PATCH", `/v1/members/${anna}`, {
        body: { email: "anna@example.com", birthday: "02-29" },
      }),
    );
    const found = await store.server("GET", `/v1/members/${ben}`);
    expect(found.as(memberSchema)).toMatchObject({ email: "anna@example.com", birthday: "02-29" });
  });

  test("merged into one who is merged at the same moment, they end with the last", async () => {
    await store.member("anna");
    await store.member("ben");
    const carl = await store.member("carl");
    expect(await mergeBetween(() => merge("ben", "carl"))).toBe(carl);
    const found = await store.server("GET", "/v1/members?customerId=anna");
    expect(found.as(z.object({ items: z.array(memberSchema) }).loose()).items).toMatchObject([{ id: carl }]);
    await sound();
  });

  test("orders, refunds and a merge all at once", async () => {
    const ben = await store.member("ben");
    await placed("0", "anna", 100);
    await Promise.all([
      placed("0", "anna", ...told(100, 4, { cancelledAt: iso(START + 4000) })),
      placed("1", "anna", 40),
      placed("2", "ben", 50),
      merge(),
      placed("3", "anna", 60),
      placed("2", "ben", ...told(70, 4, {})),
    ]);
    expect(await available(ben)).toBe(170);
    await sound();
  });
});

describe("tiers", () => {
  beforeEach(async () => {
    store = await StoreUnderTest.make(tiered());
  });

  test("what both spent counts together, and each bonus is had once", async () => {
    await buy(store, "anna", "1", 1000);
    const ben = await buy(store, "ben", "2", 4000);
    await merge();
    await sound();
    for (let again = 0; again < 2; again++) await runJob(store);
    // 1000 and 4000, Silver for each of the two, and Gold for both together.
    expect(await available(ben)).toBe(5700);
    await sound();
    await placed("1", "anna", ...told(1000, 5, { cancelledAt: iso(START + 5000) }));
    expect(await available(ben)).toBe(4200);
    await sound();
  });

  test("a bonus that only the one who is gone had is not given again", async () => {
    await buy(store, "anna", "1", 5000);
    const ben = await buy(store, "ben", "2", 10);
    await merge();
    await runJob(store);
    // By Gold's multiplier, which they have together.
    await buy(store, "ben", "3", 10);
    expect(await available(ben)).toBe(5625);
    await sound();
    await placed("1", "ben", ...told(5000, 5, { cancelledAt: iso(START + 5000) }));
    expect(await available(ben)).toBe(25);
    await sound();
  });
});

test("the shop's own pages never name the one who is gone", async () => {
  const anna = await store.member("anna", { firstName: "Anna" });
  await store.member("ben", { firstName: "Ben" });
  await store.earn(anna, 10);
  await merge();
  const session = await store.session("ben");
  const panel = await store.page("GET", "/storefront/panel", { session, headers: { Origin: SHOP } });
  expect(panel.text).not.toContain(anna);
});
