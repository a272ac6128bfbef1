/** Actions give what the program says, as often as it says, and no more: whoever tells them, and however many at once. */
import { beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { doneActionSchema } from "../../../worker/members/record-action.ts";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { countsQueries } from "../database/bindings.ts";
import { contents } from "../database/contents.ts";
import { DAY, environment, PROGRAM, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";

const REVIEW = { id: "review", name: "Write a review", points: 50 };
type Limits = NonNullable<NonNullable<ProgramInput["earning"]["actions"]>[number]["limits"]>;

function withActions(limits: Limits): ProgramInput {
  const actions = [
    { ...REVIEW, limits },
    {
      id: "visit",
      name: "Come by",
      points: 5,
      by: "shopper" as const,
      limits: [{ count: 1, period: "day" as const }],
    },
    { id: "survey", name: "Answer our survey", points: 30, hold: true },
  ];
  return { ...PROGRAM, earning: { ...PROGRAM.earning, actions } };
}

let store: StoreUnderTest;
let memberId: string;

async function open(program: ProgramInput): Promise<void> {
  store = await StoreUnderTest.make(program);
  memberId = await store.member("anna");
}

beforeEach(() => open(withActions([])));

const tell = (action = "review", more: Record<string, unknown> = {}, key?: string) =>
  store.server("POST", "/v1/actions", {
    body: { memberId, action, ...more },
    ...(key === undefined ? {} : { key }),
  });

/** What telling the action is answered with: the points given, or the problem's code. */
async function told(action = "review", more: Record<string, unknown> = {}): Promise<number | string> {
  const answer = await tell(action, more);
  return answer.status === 201 ? answer.as(doneActionSchema).entry.points : answer.problem().code;
}

const available = async () => (await store.balance(memberId)).available;

test("an action gives its points, and the entry says which it was", async () => {
  const answer = (await tell()).as(doneActionSchema);
  expect(answer).toMatchObject({
    repeated: false,
    balance: { available: 50, pending: 0, debt: 0 },
    entry: {
      kind: "earn",
      points: 50,
      reason: { rule: "action", actionId: "review", description: "Write a review", programVersion: 1 },
      sentence: "50 points: Write a review.",
    },
  });
  expect(await store.problems()).toEqual([]);
});

test("an action that is held back waits for the program's hold", async () => {
  await store.publish({
    ...PROGRAM,
    earning: { ...PROGRAM.earning, holdDays: 14, actions: [{ ...REVIEW, hold: true }] },
  });
  await tell();
  expect(await store.balance(memberId)).toEqual({ available: 0, pending: 50, debt: 0 });
  store.now += 14 * DAY;
  expect(await available()).toBe(50);
});

test("a member is named by customer id as well", async () => {
  const body = { customerId: "anna", action: "review" };
  expect((await store.server("POST", "/v1/actions", { body })).status).toBe(201);
  expect(await available()).toBe(50);
});

test("an action told of a member by id takes one round trip", async () => {
  await open(withActions([{ count: 5, period: "day" }]));
  await tell();
  const counting = countsQueries();
  store.environment = counting.environment;
  await tell("review", { reference: "one" });
  store.environment = environment;
  expect(counting.batches).toBe(1);
});

test("an action that the program hasn't is refused, and nothing is written", async () => {
  const before = await contents(store.id);
  expect((await tell("sing")).problem()).toMatchObject({
    code: "action_not_found",
    detail: 'The program has no action "sing".',
  });
  expect(await contents(store.id)).toEqual(before);
});

describe("limits", () => {
  test("a limit of a day ends with the store's day, not with 24 hours", async () => {
    await open(withActions([{ count: 2, period: "day" }]));
    // Noon in London.
    expect([await told(), await told(), await told()]).toEqual([50, 50, "action_limit_reached"]);
    store.now = Date.UTC(2026, 10, 1, 23, 59, 59, 999);
    expect(await told()).toBe("action_limit_reached");
    store.now += 1;
    expect([await told(), await told(), await told()]).toEqual([50, 50, "action_limit_reached"]);
  });

  test("a day is as long as the clocks of the time zone make it", async () => {
    await open(withActions([{ count: 1, period: "day" }]));
    // 29 March 2027 begins at 23:00 UTC: the clocks went forward the night before.
    store.now = Date.UTC(2027, 2, 28, 22, 59);
    expect([await told(), await told()]).toEqual([50, "action_limit_reached"]);
    store.now = Date.UTC(2027, 2, 28, 23, 0);
    expect(await told()).toBe(50);
  });

  test("of a week from Monday, of a month, of a year", async () => {
    // Sunday, 31 January 2027.
    const sunday = Date.UTC(2027, 0, 31, 12);
    for (const [period, next] of [
      ["week", Date.UTC(2027, 1, 1)],
      ["month", Date.UTC(2027, 1, 1)],
      ["year", Date.UTC(2028, 0, 1)],
    ] as const) {
      await open(withActions([{ count: 1, period }]));
      store.now = sunday;
      expect([await told(), await told()]).toEqual([50, "action_limit_reached"]);
      store.now = next - 1;
      expect(await told()).toBe("action_limit_reached");
      store.now = next;
      expect(await told()).toBe(50);
    }
  });

  test("all limits hold together", async () => {
    await open(
      withActions([
        { count: 1, period: "day" },
        { count: 2, period: "ever" },
      ]),
    );
    expect([await told(), await told()]).toEqual([50, "action_limit_reached"]);
    store.now += DAY;
    expect([await told(), await told()]).toEqual([50, "action_limit_reached"]);
    store.now += 400 * DAY;
    expect(await told()).toBe("action_limit_reached");
  });

  test("a refusal says when it counts again", async () => {
    await open(
      withActions([
        { count: 1, period: "day" },
        { count: 1, period: "month" },
      ]),
    );
    await tell();
    expect((await tell()).problem().detail).toBe(
      '"Write a review" has counted as often as the program lets it. It counts again from 1 December 2026, 00:00 (Europe/London).',
    );
    await open(withActions([{ count: 1, period: "ever" }]));
    await tell();
    expect((await tell()).problem().detail).toMatch(/It does not count again\.$/);
  });

  test("a limit is of one member and one action", async () => {
    await open(withActions([{ count: 1, period: "ever" }]));
    await tell();
    expect(await told("survey")).toBe(30);
    memberId = await store.member("ben");
    expect(await told()).toBe(50);
  });

  test("40 at once give as many as the limit allows", async () => {
    await open(withActions([{ count: 3, period: "day" }]));
    const answers = await Promise.all(Array.from({ length: 40 }, () => told()));
    expect(answers.filter((each) => each === 50)).toHaveLength(3);
    expect(answers.filter((each) => each === "action_limit_reached")).toHaveLength(37);
    expect(await available()).toBe(150);
    expect(await store.problems()).toEqual([]);
  });

  test("what was refused does not count, and a limit that is raised lets more through", async () => {
    await open(withActions([{ count: 1, period: "ever" }]));
    expect([await told(), await told(), await told()]).toEqual([
      50,
      "action_limit_reached",
      "action_limit_reached",
    ]);
    await store.publish(withActions([{ count: 2, period: "ever" }]));
    expect([await told(), await told()]).toEqual([50, "action_limit_reached"]);
  });
});

describe("a reference", () => {
  test("counts once, with whatever key it is told again", async () => {
    const first = (await tell("review", { reference: "r-1" })).as(doneActionSchema);
    const after = await contents(store.id);
    const second = (await tell("review", { reference: "r-1" })).as(doneActionSchema);
    expect(second).toEqual({ ...first, repeated: true });
    expect(await told("review", { reference: "r-2" })).toBe(50);
    expect(await available()).toBe(100);
    // Of the repeated one only its answer was kept.
    const { entries, member_actions: actions } = await contents(store.id);
    expect([entries?.length, actions?.length]).toEqual([
      (after.entries?.length ?? 0) + 1,
      (after.member_actions?.length ?? 0) + 1,
    ]);
  });

  test("that came before is answered also where the limit is reached", async () => {
    await open(withActions([{ count: 1, period: "ever" }]));
    await tell("review", { reference: "r-1" });
    expect(await told("review", { reference: "r-2" })).toBe("action_limit_reached");
    expect((await tell("review", { reference: "r-1" })).as(doneActionSchema).repeated).toBe(true);
  });

  test("told 30 times at once counts once", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => tell("review", { reference: "r-1" })));
    const bodies: z.infer<typeof doneActionSchema>[] = answers.map((answer) => answer.as(doneActionSchema));
    expect(bodies.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(bodies.map(({ entry }) => entry.id)).size).toBe(1);
    expect(await available()).toBe(50);
  });

  test("is of one member and one action", async () => {
    expect(await told("review", { reference: "r-1" })).toBe(50);
    expect(await told("survey", { reference: "r-1" })).toBe(30);
    memberId = await store.member("ben");
    expect(await told("review", { reference: "r-1" })).toBe(50);
  });

  test("of months ago is known, though the answer is forgotten", async () => {
    await tell("review", { reference: "r-1" }, "a key");
    await environment.DB.prepare("DELETE FROM idempotency_keys WHERE store_id = ?").bind(store.id).run();
    expect((await tell("review", { reference: "r-1" }, "a key")).as(doneActionSchema).repeated).toBe(true);
    expect(await available()).toBe(50);
  });
});

describe("the shopper's own page", () => {
  const say = async (action: string) =>
    store.page("POST", "/storefront/actions", { session: await store.session("anna"), body: { action } });

  test("may tell the actions that are the shopper's to say", async () => {
    expect((await say("visit")).as(doneActionSchema).entry.points).toBe(5);
    expect((await say("visit")).problem().code).toBe("action_limit_reached");
    store.now += DAY;
    expect((await say("visit")).status).toBe(201);
  });

  test("may not tell those that the store's server has to", async () => {
    expect((await say("review")).problem()).toMatchObject({
      code: "action_not_found",
      detail: 'That "review" was done is for the store\'s server to say.',
    });
    expect(await available()).toBe(0);
  });
});

describe("the panel", () => {
  const panel = async () =>
    (await store.page("GET", "/storefront/panel", { session: await store.session("anna") })).as(panelSchema);

  test("lists the actions, and which of them count for the member now", async () => {
    await open(withActions([{ count: 1, period: "ever" }]));
    await tell();
    await tell("visit");
    const { program, actions } = await panel();
    expect(program.earning.actions.map(({ id, by, points }) => [id, by, points])).toEqual([
      ["review", "store", 50],
      ["visit", "shopper", 5],
      ["survey", "store", 30],
    ]);
    expect(actions).toEqual([
      { id: "review", counts: false, countsAgainAt: null },
      { id: "visit", counts: false, countsAgainAt: "2026-11-02T00:00:00.000Z" },
      { id: "survey", counts: true, countsAgainAt: null },
    ]);
    store.now = Date.UTC(2026, 10, 2);
    expect((await panel()).actions[1]).toEqual({ id: "visit", counts: true, countsAgainAt: null });
  });

  test("takes one round trip", async () => {
    const session = await store.session("anna");
    const counting = countsQueries();
    store.environment = counting.environment;
    await store.page("GET", "/storefront/panel", { session });
    store.environment = environment;
    expect(counting.batches).toBe(1);
  });
});

test("telling an action under the program of then: a version that came since gives its own points", async () => {
  await tell();
  const raised = { ...PROGRAM, earning: { ...PROGRAM.earning, actions: [{ ...REVIEW, points: 70 }] } };
  await store.publish(raised);
  expect(await told()).toBe(70);
});

describe("what an action does beside", () => {
  test("its points count towards tiers that go by points, with those of /v1/earn", async () => {
    await store.publish({
      ...withActions([]),
      tiers: { by: "points", levels: [{ id: "silver", name: "Silver", threshold: 60 }] },
    });
    await tell();
    await store.earn(memberId, 10);
    const { member_months: months } = await contents(store.id);
    expect(months?.map((row) => JSON.parse(row) as unknown)).toEqual([
      { store_id: store.id, member_id: memberId, month: 202611, spend: 0, points: 60, orders: 0 },
    ]);
  });

  test("it is an activity: points that expire without any stay longer", async () => {
    await store.publish({
      ...withActions([]),
      expiry: { type: "inactivity", afterDays: 30, activities: ["action"] },
    });
    await store.earn(memberId, 100);
    store.now += 20 * DAY;
    await tell();
    store.now += 20 * DAY;
    expect(await available()).toBe(150);
    store.now += 11 * DAY;
    expect(await available()).toBe(0);
  });

  test("one that was told before is no activity", async () => {
    await store.publish({
      ...withActions([]),
      expiry: { type: "inactivity", afterDays: 30, activities: ["action"] },
    });
    await tell("review", { reference: "r-1" });
    store.now += 20 * DAY;
    await tell("review", { reference: "r-1" });
    store.now += 20 * DAY;
    expect(await available()).toBe(0);
  });
});
