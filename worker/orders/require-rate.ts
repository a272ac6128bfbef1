import { Problem } from "../http/problem.ts";
import { MOST_MONEY } from "../program/document.ts";
import { keptMoney } from "../program/kept.ts";
import type { OrderUpdate } from "../program/order.ts";

/** What an order in the store's own currency may come to: every line as much as a line may. */
const MOST_LINES = 500;

/**
 * Throws the problem `exchange_rate_missing` for an order in another currency than the store's (ISO 4217) that
 * doesn't say at which rate, and `invalid_request` for a currency that there isn't and a rate that makes it too large.
 */
export function requireRate(order: OrderUpdate, storeCurrency: string): void {
  const { currency, exchangeRate } = order;
  if (currency === storeCurrency) return;
  if (!Intl.supportedValuesOf("currency").includes(currency))
    throw refused("/currency", `${currency} is no currency of ISO 4217.`);
  if (exchangeRate !== undefined) {
    if (keptMoney(order, [], storeCurrency) > MOST_LINES * MOST_MONEY)
      throw refused(
        "/exchangeRate",
        `At this rate the order comes to more ${storeCurrency} than any order may.`,
      );
    return;
  }
  throw new Problem(
    "exchange_rate_missing",
    `The order is in ${currency}, and the store's points are counted in ${storeCurrency}.`,
    [
      {
        pointer: "/exchangeRate",
        detail: `Say how many ${storeCurrency} one ${currency} was at the time of the order, such as "0.8571".`,
      },
    ],
  );
}

function refused(pointer: string, detail: string): Problem {
  return new Problem("invalid_request", `${pointer}: ${detail}`, [{ pointer, detail }]);
}
