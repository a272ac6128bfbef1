import type { Key } from "../words/say.ts";

/** What is said where a sign-in is over, by the code with which it was refused. */
export const lapses: Partial<Record<string, Key>> = {
  token_expired: "lapsed",
  refresh_invalid: "lapsedCode",
};
