/** A PIN, which is nowhere kept: it is made anew from whose and which it is, with a key of the Worker's own. */
import { authenticate } from "../stores/seal.ts";
import type { StoreContext } from "../stores/store-context.ts";

/** The PIN of the revision, six digits (docs/decisions/0038). */
export async function pinOf(
  { environment, storeId }: StoreContext,
  staffId: string,
  revision: number,
): Promise<string> {
  const bytes = await authenticate(environment, "staff pin", `${storeId}\n${staffId}\n${revision}`);
  // 48 bits: what a million leaves over favours nothing that anybody could notice.
  const drawn = bytes.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(drawn % 1_000_000).padStart(6, "0");
}
