/** What the routes of the till and of its staff refuse. */
import { runsBeforeEach } from "../database/bindings.ts";
import { environment, PROGRAM, StoreUnderTest, type Answer } from "../store-under-test.ts";
import { redeemed, staffOf, type Furnished } from "./furnished-store.ts";
import type { StatusCase } from "./status-cases.ts";

const NOBODY = "mem_01m6bfp5g00000000000000000";

let receipts = 0;

/** A receipt that Priya has just added for Anna: £12.50. */
async function addedReceipt({ store, till: session, memberId }: Furnished): Promise<string> {
  const receipt = `S-${++receipts}`;
  const body = { memberId, receipt, amount: 1250 };
  const answer = await store.page("POST", "/till/receipts", { session, body });
  if (answer.status !== 200) throw new Error(answer.text);
  return receipt;
}

/** The code of a voucher that Priya has just redeemed for Anna. */
async function redeemedAtTill({ store, till: session, memberId }: Furnished): Promise<string> {
  await store.earn(memberId, 500);
  const body = { memberId, rewardId: "five-off" };
  const answer = await store.page("POST", "/till/redemptions", { session, body });
  return answer.as(redeemed).voucher.code;
}

function till(
  path: string,
  code: string,
  body: (at: Furnished) => object | Promise<object>,
  during: Partial<Pick<StoreUnderTest, "environment">> = {},
): StatusCase {
  return {
    route: `POST /till/${path}`,
    code,
    run: async ({ store, ...at }) => {
      const wanted = await body({ store, ...at });
      store.environment = during.environment ?? environment;
      try {
        return await store.page("POST", `/till/${path}`, { session: at.till, body: wanted });
      } finally {
        store.environment = environment;
      }
    },
  };
}

function server(route: string, code: string, path: string, body?: object): StatusCase {
  const [method = ""] = route.split(" ");
  return { route, code, run: ({ store }) => store.server(method, path, body ? { body } : {}) };
}

/** A store without a program, and somebody at its till. */
async function bare(path: string, method: string, body?: object): Promise<Answer> {
  const store = await StoreUnderTest.make(null);
  const { till: session } = await staffOf(store, "Priya");
  return store.page(method, path, body ? { session, body } : { session });
}

/** What `run` is answered ten minutes on. */
function later(path: string, body: (at: Furnished) => Promise<object>): StatusCase {
  return {
    route: `POST /till/${path}`,
    code: "too_late_to_undo",
    run: async (at) => {
      const wanted = await body(at);
      const before = at.store.now;
      at.store.now += 10 * 60_000;
      const answer = await at.store.page("POST", `/till/${path}`, { session: at.till, body: wanted });
      at.store.now = before;
      return answer;
    },
  };
}

const staff: StatusCase[] = [
  server("GET /v1/staff", "invalid_request", "/v1/staff?limit=0"),
  server("GET /v1/staff/{id}/till-actions", "invalid_request", "/v1/staff/stf_1/till-actions?cursor=*"),
  server("GET /v1/staff/{id}/till-actions", "staff_not_found", "/v1/staff/stf_0/till-actions"),
  server("POST /v1/staff/{id}/pin", "staff_not_found", "/v1/staff/stf_0/pin", {}),
  server("POST /v1/staff/{id}/revoke", "staff_not_found", "/v1/staff/stf_0/revoke", {}),
];

const members: StatusCase[] = [
  {
    route: "GET /storefront/card",
    code: "member_not_found",
    run: async ({ store, session, memberId }) => {
      const set = (to: string, from: string) =>
        environment.DB.prepare("UPDATE members SET id = ? WHERE store_id = ? AND id = ?")
          .bind(to, store.id, from)
          .run();
      await set("mem_gone", memberId);
      const answer = await store.page("GET", "/storefront/card", { session });
      await set(memberId, "mem_gone");
      return answer;
    },
  },
  {
    route: "POST /v1/members",
    code: "phone_taken",
    run: async ({ store }) => {
      await store.server("POST", "/v1/members", { body: { phone: "+44 7700 900999" } });
      return store.server("POST", "/v1/members", { body: { phone: "07700 900999" } });
    },
  },
  {
    route: "PATCH /v1/members/{id}",
    code: "phone_taken",
    run: async ({ store, memberId }) => {
      await store.server("POST", "/v1/members", { body: { phone: "+44 7700 900888" } });
      return store.server("PATCH", `/v1/members/${memberId}`, { body: { phone: "(07700) 900-888" } });
    },
  },
  till("lookup", "member_not_found", () => ({ email: "nobody@example.com" })),
  till("lookup", "member_code_invalid", () => ({ code: "RGL:1234567890.TP3K2A.0000000000000000" })),
  {
    route: "POST /till/lookup",
    code: "member_code_expired",
    run: async ({ store, session, till: cashier }) => {
      const card = await store.page("GET", "/storefront/card", { session });
      const { code } = JSON.parse(card.text) as { code: string };
      const before = store.now;
      store.now += 10 * 60_000;
      const answer = await store.page("POST", "/till/lookup", { session: cashier, body: { code } });
      store.now = before;
      return answer;
    },
  },
  {
    route: "POST /till/lookup",
    code: "program_not_found",
    run: () => bare("/till/lookup", "POST", { email: "anna@example.com" }),
  },
  {
    route: "GET /till/members/{id}",
    code: "program_not_found",
    run: () => bare(`/till/members/${NOBODY}`, "GET"),
  },
  {
    route: "GET /till/members/{id}",
    code: "member_not_found",
    run: ({ store, till: session }) => store.page("GET", `/till/members/${NOBODY}`, { session }),
  },
  {
    route: "GET /till/members/{id}",
    code: "invalid_request",
    run: ({ store, till: session }) => store.page("GET", `/till/members/${"x".repeat(300)}`, { session }),
  },
  till("members", "email_taken", () => ({ email: "ANNA@example.com" })),
  till("members", "phone_taken", async ({ store }) => {
    await store.server("POST", "/v1/members", { body: { phone: "+44 7700 900777" } });
    return { phone: "07700900777" };
  }),
];

const aboutReceipts: StatusCase[] = [
  till("receipts", "member_not_found", () => ({ memberId: NOBODY, receipt: "N-1", amount: 100 })),
  till("receipts", "receipt_taken", async (at) => ({
    memberId: at.memberId,
    receipt: await addedReceipt(at),
    amount: 1251,
  })),
  {
    route: "POST /till/receipts",
    code: "points_out_of_range",
    run: async () => {
      const earning = { ...PROGRAM.earning, order: { points: 100, per: 1 } };
      const store = await StoreUnderTest.make({ ...PROGRAM, earning });
      const { till: session } = await staffOf(store, "Priya");
      const body = { memberId: await store.member("anna"), receipt: "1", amount: 100_000_000 };
      return store.page("POST", "/till/receipts", { session, body });
    },
  },
  till(
    "receipts",
    "try_again",
    async (at) => {
      const receipt = await addedReceipt(at);
      await at.store.page("POST", "/till/receipts/undo", { session: at.till, body: { receipt } });
      return { memberId: at.memberId, receipt, amount: 900 };
    },
    {
      environment: runsBeforeEach(() =>
        environment.DB.prepare("UPDATE orders SET revision = revision + 1").run(),
      ),
    },
  ),
  till("receipts/refund", "receipt_not_found", () => ({ receipt: "NONE-1", amount: 100 })),
  till("receipts/undo", "receipt_not_found", () => ({ receipt: "NONE-2" })),
  later("receipts/undo", async (at) => ({ receipt: await addedReceipt(at) })),
];

const rewards: StatusCase[] = [
  till("redemptions", "member_not_found", () => ({ memberId: NOBODY, rewardId: "five-off" })),
  till("redemptions", "reward_not_found", ({ memberId }) => ({ memberId, rewardId: "a-yacht" })),
  till("redemptions", "insufficient_points", async ({ store }) => ({
    memberId: await store.member("poor"),
    rewardId: "five-off",
  })),
  {
    route: "POST /till/redemptions",
    code: "program_not_found",
    run: () => bare("/till/redemptions", "POST", { memberId: NOBODY, rewardId: "five-off" }),
  },
  later("redemptions/undo", async (at) => ({ code: await redeemedAtTill(at) })),
  till("redemptions/undo", "voucher_not_found", () => ({ code: "JUN-22222-22222" })),
  till("redemptions/undo", "voucher_not_releasable", ({ friendVoucher }) => ({ code: friendVoucher })),
  till("vouchers/use", "voucher_not_found", () => ({ code: "JUN-22222-22222", receipt: "V-1" })),
  till("vouchers/use", "voucher_not_usable", async (at) => {
    const code = await redeemedAtTill(at);
    const body = { code, receipt: "V-2" };
    await at.store.page("POST", "/till/vouchers/use", { session: at.till, body });
    return { code, receipt: "V-3" };
  }),
];

const signIns: StatusCase[] = [
  till("sessions", "sign_in_refused", () => ({ number: "0000", pin: "000000" })),
  {
    route: "POST /till/sessions",
    code: "too_many_requests",
    run: async ({ store, signIn }) => {
      const call = { body: signIn, headers: { "CF-Connecting-IP": "203.0.113.77" } };
      let answer = await store.page("POST", "/till/sessions", call);
      for (let tries = 0; tries < 20 && answer.status !== 429; tries++)
        answer = await store.page("POST", "/till/sessions", call);
      return answer;
    },
  },
];

export const tillCases: StatusCase[] = [...staff, ...members, ...aboutReceipts, ...rewards, ...signIns];
