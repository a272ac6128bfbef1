/** Cases of the routes about rewards, vouchers and codes. */
import type { ProblemCode } from "../../../worker/http/catalogue.ts";
import { DAY, PROGRAM, START, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { endpointOf, send } from "./endpoints.ts";
import { staffOf } from "./furnished-store.ts";
import type { StatusCase } from "./status-cases.ts";

const NO_VOUCHER = "JUN-22222-22222";
const CANCEL = "POST /storefront/vouchers/{code}/cancel";
const CHECK = "POST /v1/vouchers/{code}/check";

type Reward = NonNullable<ProgramInput["rewards"]>[number];
const reward = { id: "five-off", name: "£5 off", type: "amount_off", amount: 500, points: 500 } as const;

/** What a reward has to be, so that its redemption is refused with the code; `points` where they are asked for. */
const refusals: { code: ProblemCode; rewards: Reward[]; points?: number }[] = [
  { code: "reward_not_open", rewards: [{ ...reward, from: new Date(START + DAY).toISOString() }] },
  { code: "reward_not_for_member", rewards: [{ ...reward, segments: ["press"] }] },
  { code: "points_not_offered", rewards: [reward], points: 400 },
  { code: "reward_out_of_stock", rewards: [{ ...reward, stock: 0 }] },
  { code: "reward_codes_missing", rewards: [{ ...reward, codes: { pool: "empty" } }] },
];

/** Redeems at one of the three doors, in a store of its own whose member has enough points. */
async function redeemAt(route: string, rewards: Reward[], points?: number, times = 1) {
  const store = await StoreUnderTest.make({ ...PROGRAM, rewards });
  const memberId = await store.member("anna");
  await store.earn(memberId, 5000);
  const wish = { rewardId: reward.id, ...(points === undefined ? {} : { points }) };
  const session = await store.session("anna");
  const { till } = await staffOf(store, "Priya");
  const once = () => {
    if (route === "POST /v1/redeem")
      return store.server("POST", "/v1/redeem", { body: { memberId, ...wish } });
    return route === "POST /till/redemptions"
      ? store.page("POST", "/till/redemptions", { session: till, body: { memberId, ...wish } })
      : store.page("POST", "/storefront/redemptions", { session, body: wish });
  };
  for (let before = 1; before < times; before++) await once();
  return once();
}

const doors = ["POST /v1/redeem", "POST /storefront/redemptions", "POST /till/redemptions"];
const redemptions = doors.flatMap((route): StatusCase[] => [
  ...refusals.map(({ code, rewards, points }) => ({
    route,
    code,
    run: () => redeemAt(route, rewards, points),
  })),
  {
    route,
    code: "reward_limit_reached",
    run: () => redeemAt(route, [{ ...reward, limits: [{ count: 1, period: "ever" }] }], undefined, 2),
  },
]);

export const rewardCases: StatusCase[] = [
  ...redemptions,
  {
    route: "GET /v1/code-pools/{pool}",
    code: "code_pool_not_found",
    run: async (at) => at.store.server("GET", "/v1/code-pools/nobodys"),
  },
  {
    route: "GET /v1/code-pools/{pool}",
    code: "invalid_request",
    run: async (at) => at.store.server("GET", "/v1/code-pools/Nobody's"),
  },
  {
    route: CHECK,
    code: "voucher_not_found",
    run: async (at) => {
      const { body } = await endpointOf(CHECK).request(at);
      return send(at, endpointOf(CHECK), {
        path: `/v1/vouchers/${NO_VOUCHER}/check`,
        ...(body ? { body } : {}),
      });
    },
  },
  {
    route: CANCEL,
    code: "voucher_not_found",
    run: async (at) =>
      send(at, endpointOf(CANCEL), { path: `/storefront/vouchers/${NO_VOUCHER}/cancel`, body: {} }),
  },
  {
    route: CANCEL,
    code: "voucher_not_releasable",
    run: async (at) => {
      const answer = await at.store.server("POST", "/v1/redeem", {
        body: { memberId: at.memberId, rewardId: "five-off" },
      });
      const { voucher } = JSON.parse(answer.text) as { voucher: { code: string } };
      await at.store.server("POST", `/v1/vouchers/${voucher.code}/use`, { body: { orderId: "3003" } });
      return send(at, endpointOf(CANCEL), { path: `/storefront/vouchers/${voucher.code}/cancel`, body: {} });
    },
  },
];
