/**
 * The invoices of a real shop (../shared/data/online-retail-orders.csv, beside the project and no part of it) as a
 * store would tell them: each invoice an order, each cancellation a refund of earlier orders of the same customer.
 *
 * The file doesn't say which order a cancellation belongs to. Chosen here: the customer's latest earlier order of which
 * enough is kept to cover it; where there is none, the latest earlier orders one after the other, until it is covered
 * or nothing is kept any more. What is left over was bought before the file begins, and is left out.
 */

/** What PUT /v1/orders/{id} takes of this. */
export interface InvoiceOrder {
  customer: { id: string };
  currency: "GBP";
  placedAt: string;
  updatedAt: string;
  paidAt: string;
  lines: { id: string; quantity: number; amount: number }[];
  refunds: { id: string; refundedAt: string; amount: number }[];
}

/** A state of an order, to be told. */
export interface Telling {
  orderId: string;
  order: InvoiceOrder;
}

export interface Tellings {
  /** In the order of the file. */
  tellings: Telling[];
  customers: number;
  orders: number;
  /** Cancellations refunded in full. */
  refunded: number;
  /** Cancellations refunded in part, and those with nothing to refund. */
  partly: number;
  skipped: number;
  /** Pounds of cancellations that were left out, minor units. */
  leftOut: number;
}

interface Kept {
  id: string;
  kept: number;
  order: InvoiceOrder;
}

/** Reads the file's first `rows` invoices; all unless told otherwise. */
export function readInvoices(csv: string, rows = Number.POSITIVE_INFINITY): Tellings {
  const [, ...lines] = csv.trimEnd().split("\n");
  const byCustomer = new Map<string, Kept[]>();
  const result = { tellings: [] as Telling[], orders: 0, refunded: 0, partly: 0, skipped: 0, leftOut: 0 };
  for (const line of lines.slice(0, Math.min(rows, lines.length))) {
    const [id = "", customer = "", time = "", amount = "", quantity = "", , isCancellation = ""] =
      line.split(",");
    const earlier = byCustomer.get(customer) ?? [];
    byCustomer.set(customer, earlier);
    if (isCancellation === "1") {
      const cancelled = -minorUnits(amount);
      const left = refund(earlier, id, time, cancelled, result.tellings);
      if (left === 0) result.refunded += 1;
      else if (left < cancelled) result.partly += 1;
      else result.skipped += 1;
      result.leftOut += left;
      continue;
    }
    const order: InvoiceOrder = {
      customer: { id: customer },
      currency: "GBP",
      placedAt: time,
      updatedAt: time,
      paidAt: time,
      lines: [{ id: "1", quantity: Number(quantity), amount: minorUnits(amount) }],
      refunds: [],
    };
    earlier.push({ id, kept: minorUnits(amount), order });
    result.tellings.push({ orderId: id, order });
    result.orders += 1;
  }
  const customers = [...byCustomer.values()].filter((orders) => orders.length > 0).length;
  return { ...result, customers };
}

/** Refunds what was cancelled of the customer's earlier orders, and gives back what is left over. */
function refund(earlier: Kept[], id: string, time: string, cancelled: number, tellings: Telling[]): number {
  const latestFirst = [...earlier].reverse();
  const enough = latestFirst.find((each) => each.kept >= cancelled);
  let left = cancelled;
  for (const each of enough ? [enough] : latestFirst) {
    const amount = Math.min(each.kept, left);
    if (amount === 0) continue;
    each.kept -= amount;
    left -= amount;
    const refunds = [...each.order.refunds, { id, refundedAt: time, amount }];
    // A millisecond for each refund before it: the file's times are of whole minutes.
    const updatedAt = new Date(Date.parse(time) + refunds.length).toISOString();
    each.order = { ...each.order, refunds, updatedAt };
    tellings.push({ orderId: each.id, order: each.order });
  }
  return left;
}

/** "139.12" as 13912: digits, never a float. */
function minorUnits(amount: string): number {
  const match = /^(-?)(\d+)\.(\d\d)$/.exec(amount);
  if (!match) throw new Error(`"${amount}" is no amount with two decimals.`);
  const [, sign, pounds = "", pence = ""] = match;
  return Number(`${sign}${pounds}${pence}`);
}
