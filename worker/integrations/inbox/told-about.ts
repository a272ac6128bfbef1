/** What a delivery is about, and whose data its body holds. */
import { emailKeyOf } from "../../members/email.ts";
import type { Told } from "../platform.ts";

/** `order:1001`, `customer:c-1042`; null where it is about neither. */
export function subjectOf(told: Told): string | null {
  switch (told.kind) {
    case "order":
    case "refund":
    case "order_changed":
      return `order:${told.orderId}`;
    case "customer":
      return `customer:${told.customer.id}`;
    case "customers_merged":
      return `customer:${told.into}`;
    case "customer_deleted":
    case "customer_data_requested":
    case "customer_redacted":
      return `customer:${told.customerId}`;
    case "shop_redacted":
    case "nothing":
      return null;
  }
}

/** The member whose it was, or else the customer or the address that it names; null where it names nobody. */
export async function personOf(storeId: string, told: Told, memberId: string | null): Promise<string | null> {
  if (memberId !== null) return `member:${memberId}`;
  const { id, email } = namedBy(told);
  if (id !== null) return `customer:${id}`;
  return email === null ? null : `email:${await emailKeyOf(storeId, email)}`;
}

function namedBy(told: Told): { id: string | null; email: string | null } {
  switch (told.kind) {
    case "order":
      return { id: told.update.customer?.id ?? null, email: told.update.customer?.email ?? null };
    case "customer":
      return told.customer;
    case "customers_merged":
      return { id: told.into, email: null };
    case "customer_deleted":
      return { id: told.customerId, email: null };
    case "customer_data_requested":
    case "customer_redacted":
      return { id: told.customerId, email: told.email };
    case "refund":
    case "order_changed":
    case "shop_redacted":
    case "nothing":
      return { id: null, email: null };
  }
}
