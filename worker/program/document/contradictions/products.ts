/** Sets of products that other sets leave nothing of. */
import type { ProductSet } from "../fields.ts";
import type { Contradiction } from "./lists.ts";

const KINDS = [
  ["productIds", "product"],
  ["skus", "SKU"],
  ["collections", "collection"],
  ["tags", "tag"],
] as const;

/** Names in the set at `path` that are excluded from earning, so that what is said of them never counts. */
export function excludedNames(
  path: (string | number)[],
  set: ProductSet | null,
  exclude: ProductSet | null,
): Contradiction[] {
  if (!set || !exclude) return [];
  return KINDS.flatMap(([kind, word]) => {
    const excluded = new Set(exclude[kind]);
    return set[kind].flatMap((name, index) =>
      excluded.has(name)
        ? [
            {
              path: [...path, kind, index],
              input: name,
              message: `The ${word} "${name}" earns nothing: it is in \`earning.order.exclude\`.`,
            },
          ]
        : [],
    );
  });
}

/** Whether everything that the set names is named by an earlier one, so that it never comes to its turn. */
export function isCovered(set: ProductSet, earlier: ProductSet[]): boolean {
  return KINDS.every(([kind]) => {
    const named = new Set(earlier.flatMap((each) => each[kind]));
    return set[kind].every((name) => named.has(name));
  });
}
