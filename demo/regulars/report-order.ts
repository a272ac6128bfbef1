import type { Env } from "../env.ts";
import { markCustomerReported, unreportedCustomers, type Customer } from "../shop/customers.ts";
import { markReported, unreportedOrders, type StoredOrder } from "../shop/orders.ts";
import type { OrderAnswer } from "./answers.ts";
import { callRegulars, RegularsRefusal } from "./client.ts";

/**
 * Tells Regulars how an order stands. The order is already stored; only when Regulars has taken it, or refused it for
 * good, is it noted as told. A call that got no answer leaves it to `reportWhatIsWaiting`.
 *
 * @returns what Regulars said, or null when it couldn't be reached
 */
export async function reportOrder(env: Env, stored: StoredOrder): Promise<OrderAnswer | null> {
  let answer: OrderAnswer;
  try {
    const { order, balance, vouchers, referral } = await callRegulars<OrderAnswer>(
      env,
      "PUT",
      `/v1/orders/${stored.id}`,
      { body: stored.order },
    );
    answer = { order, balance, vouchers, referral };
  } catch (error) {
    if (!(error instanceof RegularsRefusal) || error.temporary || error.status === 401) return null;
    answer = { refused: error.detail };
  }
  await markReported(env.SHOP, stored, answer);
  return answer;
}

/** Tells Regulars of a new account, so that its owner is a member from the first minute. */
export async function reportCustomer(env: Env, customer: Customer): Promise<void> {
  try {
    await callRegulars(env, "POST", "/v1/members", {
      body: { customerId: customer.id, email: customer.email, firstName: customer.firstName },
      idempotencyKey: `account-${customer.id}`,
    });
  } catch (error) {
    if (!(error instanceof RegularsRefusal) || error.temporary || error.status === 401) return;
  }
  await markCustomerReported(env.SHOP, customer.id, Date.now());
}

// Once in two seconds in each running copy of the Worker is enough, and spares a busy shop two queries a page.
const rest = 2_000; // milliseconds
let lastLooked = 0;

/** Tells Regulars what it couldn't be told before. Called beside every request; costs a visitor no time. */
export async function reportWhatIsWaiting(env: Env): Promise<void> {
  if (Date.now() - lastLooked < rest) return;
  lastLooked = Date.now();
  for (const customer of await unreportedCustomers(env.SHOP)) await reportCustomer(env, customer);
  for (const stored of await unreportedOrders(env.SHOP)) await reportOrder(env, stored);
}
