import type { KeyOf, SayOf, WordsOf } from "../../worker/program/words.ts";
import type { core, inline, more } from "./en.ts";

export type { Sentences } from "../../worker/program/words.ts";
export { createWords } from "../../worker/program/words.ts";

/** All that the widget says, in English. */
export type English = typeof core & typeof more & typeof inline;

/** The key of a sentence. */
export type Key = KeyOf<English>;

/** Says a sentence in the shopper's language. */
export type Say = SayOf<English>;

/** What says sentences in one language. */
export type Words = WordsOf<English>;
