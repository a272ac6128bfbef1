import { readForm } from "../form.ts";
import { checkoutPage, type CheckoutState } from "../pages/checkout.ts";
import { checkVoucher, type VoucherCheck } from "../regulars/check-voucher.ts";
import { reportCustomer, reportOrder } from "../regulars/report-order.ts";
import { hasAccount, openAccount } from "../shop/customers.ts";
import { orderLines, placeOrder, totalsOf, type Buyer, type OrderLine } from "../shop/order.ts";
import { findOrderByKey, storeOrder, type StoredOrder } from "../shop/orders.ts";
import { emailFrom, firstNameFrom } from "../shop/people.ts";
import { emptyBasket, keepVoucher, signIn, type ShopContext } from "../visit.ts";

/** GET /checkout */
export async function openCheckout(c: ShopContext): Promise<Response> {
  const { basket, voucher } = c.get("visit");
  if (basket.length === 0) return c.redirect("/basket", 303);
  const check = await standing(c, voucher, orderLines(basket));
  return c.html(checkoutPage(c, { voucher: check, typed: { email: "", firstName: "", code: voucher } }));
}

/** POST /checkout/voucher: puts a code in, or takes it off. */
export async function useVoucher(c: ShopContext): Promise<Response> {
  const form = await readForm(c);
  const code = form.has("remove") ? "" : form.text("code").trim().toUpperCase().slice(0, 60);
  const check = await standing(c, code, orderLines(c.get("visit").basket));
  if (check && !check.ok) {
    keepVoucher(c, "");
    return c.html(checkoutPage(c, { voucher: check, typed: { email: "", firstName: "", code } }), 422);
  }
  keepVoucher(c, check?.code ?? "");
  return c.redirect("/checkout", 303);
}

/** POST /checkout: the order is stored first, then told to Regulars, then shown. The same form again is no new order. */
export async function placeTheOrder(c: ShopContext): Promise<Response> {
  const { basket, customer, voucher: code } = c.get("visit");
  const form = await readForm(c);
  const attempt = form.text("attempt");
  const before = await findOrderByKey(c.env.SHOP, attempt);
  if (before) return thanks(c, before);

  const lines = orderLines(basket);
  if (lines.length === 0) return c.redirect("/basket", 303);
  const typed = {
    email: form.text("email"),
    firstName: form.text("firstName"),
    code,
  };
  const voucher = await standing(c, code, lines);
  const again = (errors: CheckoutState["errors"]) => c.html(checkoutPage(c, { voucher, typed, errors }), 422);

  if (voucher && !voucher.ok)
    return again({ total: "Your voucher can’t be used on this order any more, so the total has changed." });
  const { total } = totalsOf(lines, voucher?.amount);
  if (form.text("total") !== String(total))
    return again({
      total: "The total has changed since you last looked. Please check it and place the order again.",
    });

  let buyer: Buyer;
  if (customer) buyer = customer;
  else {
    const email = emailFrom(typed.email);
    const firstName = firstNameFrom(typed.firstName);
    if (email === null || firstName === null)
      return again({
        ...(firstName === null && { firstName: "Tell us your first name." }),
        ...(email === null && { email: "That doesn’t look like an email address: it needs an @ and a dot." }),
      });
    if (form.has("account")) {
      if (await hasAccount(c.env.SHOP, email))
        return again({ email: "There is an account with that address already. Sign in first." });
      const { customer: opened } = await openAccount(c.env.SHOP, { email, firstName }, Date.now());
      await reportCustomer(c.env, opened);
      await signIn(c, opened);
      buyer = opened;
    } else buyer = { email, firstName };
  }

  const order = placeOrder({ buyer, lines, now: Date.now(), ...(voucher && { voucher }) });
  const accessKey = isKey.test(attempt) ? attempt : crypto.randomUUID();
  const stored = await storeOrder(c.env.SHOP, order, accessKey);
  await reportOrder(c.env, stored);
  return thanks(c, stored);
}

const isKey = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function thanks(c: ShopContext, { id, accessKey }: StoredOrder): Response {
  emptyBasket(c);
  return c.redirect(`/orders/${id}?placed&k=${accessKey}`, 303);
}

function standing(c: ShopContext, code: string, lines: OrderLine[]): Promise<VoucherCheck | null> {
  if (code === "") return Promise.resolve(null);
  return checkVoucher(c.env, code, totalsOf(lines).subtotal);
}
