/** The routes about vouchers at a shop's checkout, and vouchers kept for a checkout. */
import type { Endpoint } from "./endpoints.ts";

const server = (route: string, request: Endpoint["request"]): Endpoint => ({
  route,
  door: "server",
  request,
});

export const voucherEndpoints: Endpoint[] = [
  server("GET /v1/voucher-publications", () => ({ path: "/v1/voucher-publications?status=held&limit=5" })),
  server("POST /v1/voucher-publications/{code}/retry", ({ heldVoucher }) => ({
    path: `/v1/voucher-publications/${heldVoucher}/retry`,
    body: {},
  })),
  server("POST /v1/vouchers/{code}/reserve", ({ heldVoucher }) => ({
    path: `/v1/vouchers/${heldVoucher}/reserve`,
    body: { checkoutId: "cart-1", minutes: 10 },
  })),
  server("POST /v1/vouchers/{code}/unreserve", ({ heldVoucher }) => ({
    path: `/v1/vouchers/${heldVoucher}/unreserve`,
    body: { checkoutId: "cart-1" },
  })),
];
