import type { CartLine } from "../points-for.ts";

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

/** An id, which a template may write as a number. */
const text = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? `${value}` : undefined;

const whole = (value: unknown, otherwise: number): number => {
  const given = Math.round(Number(value ?? otherwise));
  return given >= 0 ? given : otherwise;
};

/** The lines in an attribute, as a store's template wrote them: what is missing has its default, what is broken is left out. */
export function linesIn(json: string | null): CartLine[] {
  let read: unknown;
  try {
    read = JSON.parse(json ?? "[]");
  } catch {
    console.error("<regulars-cart-points>: `lines` is no JSON.");
  }
  if (!Array.isArray(read)) return [];
  return (read as Partial<Record<keyof CartLine, unknown>>[]).filter(Boolean).map((line) => ({
    price: whole(line.price, 0),
    quantity: whole(line.quantity, 1),
    productId: text(line.productId),
    sku: text(line.sku),
    collections: texts(line.collections),
    tags: texts(line.tags),
    giftCard: line.giftCard === true,
  }));
}
