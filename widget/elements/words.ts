import type { core, more } from "../words/en.ts";

/** Sentences of the panel that the elements say too: a language has them once, and its chunk for the elements is given them. */
export const borrowed = [
  "away",
  "canHave",
  "redeem",
  "entry",
  "orders",
  "tierNext",
  "tierNextBy",
  "tierKeep",
  "tierTop",
  "off",
  "referShort",
  "copy",
  "copied",
  "copyYourself",
  "shareText",
  "join",
  "lost",
] as const satisfies (keyof typeof core | keyof typeof more)[];
