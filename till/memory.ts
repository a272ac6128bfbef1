/** What this device keeps: which store's till it is, and who is signed in. */
import type { SignedIn } from "./types.ts";

const place = "regulars-till";

export interface Kept {
  key: string;
  signedIn: SignedIn | null;
}

/** What is kept, and the store that the address names, as the owner's link does; a sign-in that has run out is forgotten. */
export function recall(): Kept {
  const named = /^#(pk_[0-9A-Za-z]{1,64})$/.exec(location.hash)?.[1];
  let kept: Kept = { key: "", signedIn: null };
  try {
    kept = { ...kept, ...(JSON.parse(localStorage.getItem(place) ?? "{}") as Partial<Kept>) };
  } catch {
    // No storage here: the till works until it is closed.
  }
  if (named && named !== kept.key) kept = { key: named, signedIn: null };
  if (kept.signedIn && Date.parse(kept.signedIn.expiresAt) <= Date.now()) kept.signedIn = null;
  return kept;
}

/** Keeps it, where the browser lets us. */
export function keep(kept: Kept): void {
  try {
    localStorage.setItem(place, JSON.stringify(kept));
  } catch {
    // As above.
  }
}
