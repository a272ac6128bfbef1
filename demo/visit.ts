import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, getSignedCookie, setCookie, setSignedCookie } from "hono/cookie";
import type { CookieOptions } from "hono/utils/cookie";
import type { Env } from "./env.ts";
import { readBasket, writeBasket, type BasketLine } from "./shop/basket.ts";
import { findCustomer, type Customer } from "./shop/customers.ts";

/** What is known of whoever asks for a page. */
export interface Visit {
  /** Who is signed in, or null. */
  customer: Customer | null;
  basket: BasketLine[];
  /** The voucher code they put in, or "". */
  voucher: string;
}

export interface ShopEnv {
  Bindings: Env;
  Variables: { visit: Visit; secureHeadersNonce?: string };
}

export type ShopContext = Context<ShopEnv>;

const names = { session: "juniper_session", basket: "juniper_basket", voucher: "juniper_voucher" };

function cookieOptions(c: ShopContext, maxAge: number): CookieOptions {
  const secure = new URL(c.req.url).protocol === "https:";
  return { path: "/", httpOnly: true, sameSite: "Lax", secure, maxAge };
}

const month = 30 * 24 * 3600; // seconds

/** Reads the visit from its cookies. */
export const readVisit: MiddlewareHandler<ShopEnv> = async (c, next) => {
  const id = await getSignedCookie(c, c.env.SHOP_SECRET, names.session);
  c.set("visit", {
    customer: id ? await findCustomer(c.env.SHOP, id) : null,
    basket: readBasket(getCookie(c, names.basket)),
    voucher: getCookie(c, names.voucher) ?? "",
  });
  await next();
};

export async function signIn(c: ShopContext, customer: Customer): Promise<void> {
  await setSignedCookie(c, names.session, customer.id, c.env.SHOP_SECRET, cookieOptions(c, month));
}

export function signOut(c: ShopContext): void {
  deleteCookie(c, names.session, { path: "/" });
}

export function keepBasket(c: ShopContext, basket: readonly BasketLine[]): void {
  setCookie(c, names.basket, writeBasket(basket), cookieOptions(c, month));
}

export function keepVoucher(c: ShopContext, code: string): void {
  setCookie(c, names.voucher, code, cookieOptions(c, month));
}

export function emptyBasket(c: ShopContext): void {
  deleteCookie(c, names.basket, { path: "/" });
  deleteCookie(c, names.voucher, { path: "/" });
}
