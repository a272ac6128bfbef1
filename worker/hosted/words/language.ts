import type { sentences } from "./en.ts";

/** All that the hosted page says, in English. */
export type English = typeof sentences;

/** A language says all that English does. */
export type HostedSentences = Record<keyof English, string>;
