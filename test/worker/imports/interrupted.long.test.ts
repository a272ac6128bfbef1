/** An import that is killed, doubled or overtaken ends where an undisturbed one ends. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { runImports } from "../../../worker/imports/run-due.ts";
import { importSchema } from "../../../worker/imports/answers.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { losesOneAnswer, runsBeforeEach } from "../database/bindings.ts";
import { contents, count } from "../database/contents.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type ProgramInput,
} from "../store-under-test.ts";
import { importText, makeImport, runImport, sendParts } from "./importing.ts";

const TIERED = {
  ...PROGRAM,
  tiers: {
    by: "spend",
    over: "lifetime",
    levels: [{ id: "silver", name: "Silver", threshold: 5000, bonus: 10 }],
  },
} satisfies ProgramInput;

const MEMBERS = `customerId,email,points,spend\n${Array.from({ length: 620 }, (_, index) => `c-${index},c${index}@example.com,${(index % 7) + 1},${index}`).join("\n")}\n`;
const ORDERS = Array.from({ length: 45 }, (_, index) =>
  JSON.stringify({
    id: `o-${index % 40}`,
    ...order(`c-${index % 9}`, 400 + index, START - (80 - index) * DAY),
  }),
).join("\n");

const list = z.object({ items: z.array(memberSchema), next: z.string().nullable() });

/** How many members have how many points, and how many rows each table holds. */
async function summary(store: StoreUnderTest) {
  const tables = [
    "members",
    "entries",
    "lots",
    "lot_moves",
    "orders",
    "member_months",
    "member_tiers",
    "tier_bonuses",
    "import_rows",
  ];
  const counts = await Promise.all(
    tables.map((table) => count(`SELECT count(*) AS count FROM ${table} WHERE store_id = ?`, store.id)),
  );
  const points = await count(
    "SELECT coalesce(sum(total), 0) AS count FROM balances WHERE store_id = ?",
    store.id,
  );
  return { points, ...Object.fromEntries(tables.map((table, index) => [table, counts[index]])) };
}

async function undisturbed(text: string, kind: "members" | "orders", orders?: "points") {
  const store = await StoreUnderTest.make(TIERED);
  const done = await importText(store, text, { kind, ...(orders ? { choices: { orders } } : {}) }, 20_000);
  return { rows: done.rows, summary: await summary(store) };
}

describe.each([
  ["members", MEMBERS, undefined],
  ["orders", ORDERS, undefined],
  ["orders", ORDERS, "points"],
] as const)("%s %#", (kind, text, orders) => {
  const input = { kind, dryRun: false, ...(orders ? { choices: { orders } } : {}) };

  test("each answer lost after it was written, and sent again, by two at once", async () => {
    const store = await StoreUnderTest.make(TIERED);
    const id = await makeImport(store, input);
    await sendParts(store, id, text, 20_000);
    for (let status = "running"; status === "running";) {
      store.environment = losesOneAnswer().environment;
      await store.server("POST", `/v1/imports/${id}/run`, { body: {} });
      store.environment = environment;
      const ran = await Promise.all(
        [1, 2].map(() => store.server("POST", `/v1/imports/${id}/run`, { body: {} })),
      );
      expect(ran.map((each) => each.status)).toEqual([200, 200]);
      status = (await store.server("GET", `/v1/imports/${id}`)).as(importSchema).status;
    }
    const done = (await store.server("GET", `/v1/imports/${id}`)).as(importSchema);
    const clean = await undisturbed(text, kind, orders);
    expect({ rows: orders === "points" ? clean.rows : done.rows, summary: await summary(store) }).toEqual(
      clean,
    );
    expect(await store.problems()).toEqual([]);
  });

  test("killed before each of its calls of the database, a step further each time", async () => {
    const store = await StoreUnderTest.make(TIERED);
    const id = await makeImport(store, input);
    await sendParts(store, id, text, 20_000);
    for (let step = 1, status = "running"; status === "running"; step = (step % 6) + 1) {
      let calls = 0;
      store.environment = runsBeforeEach(() => {
        if (++calls >= step) throw new Error("Killed.");
        return Promise.resolve();
      });
      await store.server("POST", `/v1/imports/${id}/run`, { body: {} });
      store.environment = environment;
      const answer = await store.server("GET", `/v1/imports/${id}`);
      status = answer.as(importSchema).status;
      // An order that is told one by one takes many calls: every other slice goes through.
      if (step === 6)
        status = (await store.server("POST", `/v1/imports/${id}/run`, { body: {} })).as(importSchema).status;
    }
    expect(await summary(store)).toEqual((await undisturbed(text, kind, orders)).summary);
    expect(await store.problems()).toEqual([]);
  });
});

test("people who enrol, and orders that come in, between reading and writing are met, not doubled", async () => {
  const store = await StoreUnderTest.make(TIERED);
  const id = await makeImport(store, { kind: "members", dryRun: false });
  await sendParts(store, id, MEMBERS);
  const calm = environment;
  let enrolled = 0;
  store.environment = runsBeforeEach(async () => {
    if (enrolled >= 4) return;
    const customer = { id: `c-${++enrolled * 3}`, email: `c${enrolled * 3}@example.com` };
    const body = order(customer.id, 1000, START, { customer });
    const other = store.environment;
    store.environment = calm;
    await store.server("PUT", `/v1/orders/new-${enrolled}`, { body });
    store.environment = other;
  });
  await runImport(store, id);
  store.environment = environment;
  expect(await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id)).toBe(620);
  const [member] = (await store.server("GET", "/v1/members?customerId=c-3")).as(list).items;
  expect((await store.balance(member?.id ?? "")).available).toBe(4 + 10);
  expect(await store.problems()).toEqual([]);
});

test("nobody asks for it: the job reads on, a few slices a run, and forgets a file that was left half-way", async () => {
  const store = await StoreUnderTest.make(TIERED);
  const id = await makeImport(store, { kind: "members", dryRun: false });
  await sendParts(store, id, MEMBERS, 9000);
  const left = await makeImport(store, { kind: "members", dryRun: false });
  await store.server("PUT", `/v1/imports/${left}/parts/1`, {
    body: { text: "customerId,points\nlate-1,5\nlate-2," },
  });
  const status = async (which: string) =>
    (await store.server("GET", `/v1/imports/${which}`)).as(importSchema).status;
  for (let runs = 0; runs < 5 && (await status(id)) === "running"; runs++)
    await runImports(environment, store.now);
  expect(await status(id)).toBe("done");
  expect(await status(left)).toBe("waiting");
  await runImports(environment, Date.now() + 30 * DAY);
  expect(await status(left)).toBe("failed");
  expect(
    await count(
      "SELECT count(*) AS count FROM import_parts WHERE store_id = ? AND text IS NOT NULL",
      store.id,
    ),
  ).toBe(0);
  expect((await store.server("GET", "/v1/members?customerId=late-1")).text).toContain("late-1");
});

test("parts may come in any order and again; another text, or one after the end, is refused", async () => {
  const store = await StoreUnderTest.make(TIERED);
  const id = await makeImport(store, { kind: "members", dryRun: false });
  const put = (number: number, body: object) =>
    store.server("PUT", `/v1/imports/${id}/parts/${number}`, { body });
  expect((await put(2, { text: "1,5\n", last: true })).as(importSchema).status).toBe("running");
  expect((await store.server("POST", `/v1/imports/${id}/run`, { body: {} })).as(importSchema).rows.read).toBe(
    0,
  );
  expect((await put(1, { text: "customerId,points\nc-" })).status).toBe(200);
  const before = await contents(store.id);
  expect((await put(1, { text: "customerId,points\nc-" })).status).toBe(200);
  expect((await put(2, { text: "1,5\n", last: true })).status).toBe(200);
  expect(await contents(store.id)).toEqual(before);
  for (const [number, body] of [
    [1, { text: "other" }],
    [3, { text: "x" }],
    [1, { text: "x", last: true }],
  ] as const)
    expect((await put(number, body)).problem().code).toBe("import_part_refused");
  expect((await runImport(store, id)).rows).toMatchObject({ read: 1, created: 1 });
  expect((await put(1, { text: "customerId,points\nc-" })).status).toBe(200);
});
