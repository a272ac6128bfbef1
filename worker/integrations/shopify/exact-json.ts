/** Bodies read without losing digits: JSON.parse rounds numbers past 2^53, and Shopify's ids are numbers. */
import { NotUnderstood } from "../platform.ts";

/** What JSON.parse tells a reviver of the text it read (ECMAScript 2026, JSON.parse source text access). */
interface Source {
  source?: string;
}

/** The body's value, with integers past 2^53 as text; throws NotUnderstood where it is no JSON. */
export function exactJson(body: string): unknown {
  try {
    return JSON.parse(body, (_key, value: unknown, context?: Source) =>
      typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)
        ? (context?.source ?? value)
        : value,
    );
  } catch {
    throw new NotUnderstood("The body is not JSON.");
  }
}
