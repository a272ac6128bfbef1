/** What a write about points costs does not grow with how much a member has behind them. */
import { expect, test } from "vitest";
import { giveHistory } from "../../../bench/cost/history.ts";
import { metered } from "../../../bench/cost/meter.ts";
import { DAY, environment, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";

const meter = metered(environment.DB);

/** Rows read and written by each call, for two members with histories of as many entries and actions. */
async function costs(length: number, now = START): Promise<Record<string, unknown>> {
  const store = await StoreUnderTest.make(
    {
      ...PROGRAM,
      earning: {
        ...PROGRAM.earning,
        actions: [
          { id: "review", name: "Write a review", points: 50, limits: [{ count: 3, period: "month" }] },
          { id: "visit", name: "Come by", points: 5, by: "shopper", limits: [{ count: 1, period: "day" }] },
        ],
      },
      transfers: { dailyCap: 1_000_000 },
    },
    now,
  );
  const [anna, ben] = [await store.member("anna"), await store.member("ben")];
  for (const id of [anna, ben]) {
    await giveHistory(environment.DB, store.id, id, "open", length, store.now);
    await environment.DB.prepare(
      `INSERT INTO member_actions (store_id, member_id, action_id, at, entry_id)
        SELECT ?1, ?2, action.value, ?3 - each.value * ?4, 'ent_' || each.value
        FROM json_each(?5) AS each, json_each('["review","visit"]') AS action`,
    )
      .bind(
        store.id,
        id,
        store.now - 40 * DAY,
        DAY,
        JSON.stringify(Array.from({ length }, (_, index) => index)),
      )
      .run();
  }
  const session = await store.session("anna");
  store.environment = { ...environment, DB: meter.database };
  const spent: Record<string, unknown> = {};
  const measure = async (name: string, call: Promise<{ status: number; text: string }>) => {
    const { status, text } = await call;
    if (status > 201) throw new Error(text);
    spent[name] = meter.take();
  };
  const who = { memberId: anna, description: "Cost", actor: "A test" };
  await store.server("GET", `/v1/members/${anna}`);
  meter.take();
  await measure(
    "action",
    store.server("POST", "/v1/actions", { body: { memberId: anna, action: "review" } }),
  );
  await measure("given", store.server("POST", "/v1/adjustments", { body: { ...who, points: 10 } }));
  await measure("taken", store.server("POST", "/v1/adjustments", { body: { ...who, points: -10 } }));
  const body = { from: { memberId: anna }, to: { memberId: ben }, points: 1000 };
  await measure("transfer", store.server("POST", "/v1/transfers", { body }));
  await measure("change", store.server("PATCH", `/v1/members/${anna}`, { body: { birthday: "11-22" } }));
  await measure("panel", store.page("GET", "/storefront/panel", { session }));
  return spent;
}

test("actions, adjustments, transfers and the panel cost the same with a long past and with a short one", async () => {
  // Reading to the end of a store's rows touches the one after them, if there is one: so there is one.
  await costs(60, START - DAY);
  await costs(60, START + DAY);
  const [short, long] = [await costs(60), await costs(3000)];
  expect(long).toEqual(short);
});
