/** The document of the article that Regulars answers works as it stands. */
import { expect, test } from "vitest";
import { DAY, order, START, StoreUnderTest } from "../store-under-test.ts";
import { createProgram } from "./article.ts";
import { clientOf } from "./through-store.ts";

const here = import.meta.glob<string>("./article.ts", { query: "?raw", import: "default" });
const docs = import.meta.glob<string>("../../../docs/client.md", { query: "?raw", import: "default" });

test("the article's snippet stands in the docs and in this test, letter by letter", async () => {
  const documented = /```ts\n(\/\/ Create a loyalty program\n[^`]+\n)```/.exec(
    (await docs["../../../docs/client.md"]?.()) ?? "",
  )?.[1];
  expect(documented).toMatch(
    /^\/\/ Create a loyalty program\nconst program = await crm\.loyalty\.createProgram\(\{\n/,
  );
  expect(await here["./article.ts"]?.()).toContain(documented);
});

test("createProgram publishes the program, and gives it back", async () => {
  const store = await StoreUnderTest.make(null);
  const crm = clientOf(store);
  const program = await createProgram(crm);
  expect(program).toMatchObject({ id: "program_1", version: 1, name: "VIP Rewards" });
  const { version, document } = await crm.loyalty.getProgram();
  expect(version).toBe(1);
  expect(document).toMatchObject(program.document);
  expect(document).toMatchObject({
    name: "VIP Rewards",
    earning: { order: { points: 1, per: 100, rounding: "down" } },
    minimumRedemption: 100,
    expiry: { type: "age", afterDays: 365 },
    tiers: {
      by: "points",
      over: "lifetime",
      levels: [
        {
          id: "bronze",
          name: "Bronze",
          threshold: 0,
          multiplier: 1,
          benefits: ["Free shipping on orders over $50"],
        },
        { id: "silver", name: "Silver", threshold: 1000, multiplier: 1.25 },
        { id: "gold", name: "Gold", threshold: 5000, multiplier: 1.5 },
      ],
    },
  });
  // The same program again is the same version.
  expect((await createProgram(crm)).version).toBe(1);
});

test("members earn by it, reach its tiers, and are multiplied by them", async () => {
  const store = await StoreUnderTest.make(null);
  const crm = clientOf(store);
  await createProgram(crm);
  const tell = async (id: string, amount: number) => {
    store.now += DAY;
    return crm.orders.tell(id, order("anna", amount, store.now));
  };
  const first = await tell("1", 60_000);
  expect(first).toMatchObject({ posted: 600, balance: { available: 600 } });
  const memberId = first.order.memberId ?? "";
  expect(await tell("2", 40_050)).toMatchObject({ posted: 400, balance: { available: 1000 } });
  // Silver by now: 1.25 points a pound.
  expect(await tell("3", 10_000)).toMatchObject({ posted: 125 });
  expect(await tell("4", 310_000)).toMatchObject({ posted: 3875 });
  // 5,000 points make Gold.
  expect(await tell("5", 10_000)).toMatchObject({ posted: 150 });
  const explained = await crm.members.explain(memberId).page();
  expect(explained.tiesOut).toBe(true);
  expect(explained.items.map(({ rule }) => /Times [\d.]+ for \w+/.exec(rule ?? "")?.[0])).toEqual([
    undefined,
    undefined,
    "Times 1.25 for Silver",
    "Times 1.25 for Silver",
    "Times 1.5 for Gold",
  ]);
  // Points expire after 365 days.
  expect(explained.items[0]?.expiresAt).toBe(new Date(START + DAY + 365 * DAY).toISOString());
  expect(await crm.ledger.check()).toEqual({ ok: true, checked: 1, problems: [] });
});
