import type { Order } from "../shop/order.ts";

/** An account at the shop. */
export interface Account {
  id: string;
  email: string;
  firstName: string;
}

/** The name a voucher has in a history: its real code is only known when it is given. */
export type VoucherName = `voucher ${string}`;

/**
 * Something that happened at a time (milliseconds). An order that changed happens again, with its new state. Orders
 * and accounts happen at the shop, which tells Regulars of them; the rest the shopper does in the panel.
 */
export type Happening = { at: number } & (
  | { kind: "account"; account: Account }
  | { kind: "order"; number: number; order: Order; voucher?: VoucherName }
  | { kind: "redemption"; customerId: string; rewardId: string; voucher: VoucherName }
  | { kind: "link"; customerId: string; clicks: number }
  | { kind: "claim"; advocateId: string; email: string; firstName: string; voucher: VoucherName }
);

/** A happening before orders have numbers: `order` is what it is called until then. */
export type Draft =
  | Exclude<Happening, { kind: "order" }>
  | { at: number; kind: "order"; name: string; order: Order; voucher?: VoucherName };

/** The history of some who know each other: nothing in it has to do with any other. */
export type Family = Happening[];

/**
 * Gives orders the numbers that the shop would have given them, from `first` on, and each family its happenings in the
 * order of time, in whole milliseconds.
 */
export function inOrder(families: readonly Draft[][], first: number): Family[] {
  const names = families
    .flat()
    .sort((a, b) => a.at - b.at)
    .flatMap((draft) => (draft.kind === "order" ? [draft.name] : []));
  const numbers = new Map(Array.from(new Set(names), (name, index) => [name, first + index]));
  return families.map((drafts) =>
    [...drafts]
      .sort((a, b) => a.at - b.at)
      .map((draft) => {
        const at = Math.floor(draft.at);
        if (draft.kind !== "order") return { ...draft, at };
        const { name, ...rest } = draft;
        return { ...rest, at, number: numbers.get(name) ?? first };
      }),
  );
}
