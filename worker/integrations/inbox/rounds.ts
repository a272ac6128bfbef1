/** Which deliveries may be worked at once: those that have nothing in common. */
import type { Told } from "../platform.ts";

/**
 * The items in rounds, each item in the first one in which no other has a key of its own, and in none before an earlier
 * item with which it has one in common.
 */
export function inRounds<Item>(items: Item[], keysOfItem: (item: Item) => string[]): Item[][] {
  const rounds: Item[][] = [];
  /** By key, the first round in which it is free. */
  const free = new Map<string, number>();
  for (const item of items) {
    const keys = keysOfItem(item);
    const place = Math.max(0, ...keys.map((key) => free.get(key) ?? 0));
    (rounds[place] ??= []).push(item);
    for (const key of keys) free.set(key, place + 1);
  }
  return rounds;
}

/**
 * Of several states of one order, which are to be put: the latest, for the end is the same without those before
 * (promise 6). Two of the same instant are both, and so is one that names another customer, whom it may enrol. `later` is
 * what the others are left for.
 */
export function latestOfEach<Item extends { told: Told }>(
  items: Item[],
): { put: Item[]; later: Map<Item, Item> } {
  const latest = new Map<string, Item>();
  for (const item of items) {
    const name = orderAndCustomer(item.told);
    const known = name === null ? undefined : latest.get(name);
    if (name !== null && (!known || updatedAt(item.told) > updatedAt(known.told))) latest.set(name, item);
  }
  const later = new Map<Item, Item>();
  for (const item of items) {
    const by = latest.get(orderAndCustomer(item.told) ?? "");
    if (by && updatedAt(item.told) < updatedAt(by.told)) later.set(item, by);
  }
  return { put: items.filter((item) => !later.has(item)), later };
}

function orderAndCustomer(told: Told): string | null {
  if (told.kind !== "order") return null;
  const { customer } = told.update;
  return JSON.stringify([told.orderId, customer?.id ?? null, customer?.email ?? null]);
}

function updatedAt(told: Told): number {
  return told.kind === "order" ? Date.parse(told.update.updatedAt) : 0;
}

/**
 * What a delivery is about: orders of one member bear on each other, and are written one after the other; so are orders
 * with one voucher. A guest's order and a customer's may be one member's by the address.
 */
export function keysOf(told: Told): string[] {
  switch (told.kind) {
    case "order": {
      const { customer, vouchers } = told.update;
      return [
        `order:${told.orderId}`,
        ...customerKeys(customer?.id, customer?.email),
        ...vouchers.map((code) => `voucher:${code.toUpperCase()}`),
      ];
    }
    case "refund":
    case "order_changed":
      return [`order:${told.orderId}`];
    case "customer":
      return customerKeys(told.customer.id, told.customer.email);
    case "customers_merged":
      return [...customerKeys(told.from, null), ...customerKeys(told.into, null)];
    case "customer_deleted":
      return customerKeys(told.customerId, null);
    case "customer_data_requested":
    case "customer_redacted":
      return customerKeys(told.customerId, told.email);
    case "shop_redacted":
    case "nothing":
      return [];
  }
}

function customerKeys(id: string | null | undefined, email: string | null | undefined): string[] {
  return [...(id ? [`customer:${id}`] : []), ...(email ? [`email:${email.trim().toLowerCase()}`] : [])];
}
