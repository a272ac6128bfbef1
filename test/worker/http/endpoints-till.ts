/** The routes of the till, of those who serve there, and of the card that members show there. */
import { memberSchema } from "../../../worker/members/answers.ts";
import type { Door, Endpoint } from "./endpoints.ts";

const at =
  (door: Door) =>
  (route: string, request: Endpoint["request"]): Endpoint => ({ route, door, request });
const server = at("server");
const staff = at("staff");

export const tillEndpoints: Endpoint[] = [
  server("POST /v1/staff", () => ({ path: "/v1/staff", body: { name: "Kwame" } })),
  server("GET /v1/staff", () => ({ path: "/v1/staff?limit=5" })),
  server("GET /v1/staff/{id}/till-actions", ({ staffId }) => ({ path: `/v1/staff/${staffId}/till-actions` })),
  at("member")("GET /storefront/card", () => ({ path: "/storefront/card" })),
  at("page")("POST /till/sessions", ({ signIn }) => ({ path: "/till/sessions", body: signIn })),
  staff("POST /till/lookup", async ({ store, memberId }) => {
    const member = await store.server("GET", `/v1/members/${memberId}`);
    return { path: "/till/lookup", body: { number: member.as(memberSchema).number } };
  }),
  staff("GET /till/members/{id}", ({ memberId }) => ({ path: `/till/members/${memberId}` })),
  staff("POST /till/members", () => ({
    path: "/till/members",
    body: { phone: "07700 900456", firstName: "Fay" },
  })),
  staff("POST /till/receipts", ({ memberId }) => ({
    path: "/till/receipts",
    body: { memberId, receipt: "A 1", amount: 4500, tax: 500, vouchers: [] },
  })),
  staff("POST /till/receipts/refund", ({ counter }) => ({
    path: "/till/receipts/refund",
    body: { receipt: counter.receipt, amount: 250 },
  })),
  staff("POST /till/receipts/undo", ({ counter }) => ({
    path: "/till/receipts/undo",
    body: { receipt: counter.undoneReceipt },
  })),
  staff("POST /till/redemptions", ({ memberId }) => ({
    path: "/till/redemptions",
    body: { memberId, rewardId: "five-off" },
  })),
  staff("POST /till/redemptions/undo", ({ counter }) => ({
    path: "/till/redemptions/undo",
    body: { code: counter.redeemed },
  })),
  staff("POST /till/vouchers/use", ({ counter }) => ({
    path: "/till/vouchers/use",
    body: { code: counter.voucher, receipt: "B-1" },
  })),
  // After this nobody's session as Priya is good any more.
  server("POST /v1/staff/{id}/pin", ({ staffId }) => ({ path: `/v1/staff/${staffId}/pin`, body: {} })),
  server("POST /v1/staff/{id}/revoke", ({ staffId }) => ({ path: `/v1/staff/${staffId}/revoke`, body: {} })),
];
