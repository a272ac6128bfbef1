import type { core, inline, launcher, more } from "./en.ts";

/** The parts of a language, each of which comes by itself. */
export type PartName = "core" | "more" | "inline";

/** A language says all that English does: a key that is missing is an error when the project is built. */
export interface Language {
  core: Record<keyof typeof core, string>;
  more: Record<keyof typeof more, string>;
  inline: Record<keyof typeof inline, string>;
  launcher: Record<keyof typeof launcher, string>;
}
