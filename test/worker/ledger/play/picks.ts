import type { Operation } from "../draw/operations.ts";
import { CUSTOMERS } from "../side-by-side.ts";

/** The operation of a kind. */
export type Do<Name extends Operation["do"]> = Extract<Operation, { do: Name }>;

export function customerAt(pick: number): string {
  return CUSTOMERS[pick % CUSTOMERS.length] ?? CUSTOMERS[0];
}

export function oneOf<Item>(items: Item[], pick: number): Item | undefined {
  return items[pick % items.length];
}

/** The id of one that the program offers; now and then of any that some program does. */
export function offered(list: { id: string }[], ids: readonly string[], pick: number): string {
  const one = pick % 10 === 0 ? undefined : oneOf(list, pick)?.id;
  return one ?? ids[pick % ids.length] ?? "";
}
