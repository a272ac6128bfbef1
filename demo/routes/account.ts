import { demoShoppers } from "../catalogue/shoppers.ts";
import { readForm } from "../form.ts";
import { accountPage, signInPage } from "../pages/account.ts";
import { reportCustomer } from "../regulars/report-order.ts";
import { openAccount } from "../shop/customers.ts";
import { ordersOf } from "../shop/orders.ts";
import { emailFrom, firstNameFrom } from "../shop/people.ts";
import { signIn, type ShopContext } from "../visit.ts";

/** GET /account */
export async function accountOrSignIn(c: ShopContext): Promise<Response> {
  const { customer } = c.get("visit");
  if (!customer) return c.html(signInPage(c));
  return c.html(accountPage(c, customer, await ordersOf(c.env.SHOP, customer.id)));
}

/** POST /account/sign-in: no password, for this is a demonstration. An address not known yet gets an account. */
export async function signInOrOpenAccount(c: ShopContext): Promise<Response> {
  const form = await readForm(c);
  const typed = { email: form.text("email"), firstName: form.text("firstName") };
  const email = emailFrom(typed.email);
  const firstName = firstNameFrom(typed.firstName);
  if (email === null || firstName === null)
    return c.html(
      signInPage(c, { typed, error: "We need a first name, and an email address with an @ and a dot." }),
      422,
    );
  const id = demoShoppers.find((shopper) => shopper.email === email)?.id;
  const { customer, isTold } = await openAccount(
    c.env.SHOP,
    { email, firstName, ...(id && { id }) },
    Date.now(),
  );
  if (!isTold) await reportCustomer(c.env, customer);
  await signIn(c, customer);
  return c.redirect("/account", 303);
}
