import { and, desc, eq } from "drizzle-orm";
import { tillActions } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import { UNDONE_WITHIN } from "./action.ts";

/**
 * Throws the problem `too_late_to_undo` unless this member of staff was the last to do this, and did it less than ten
 * minutes ago. Whose it was never changes, and time only makes it later: nothing need be checked again in the write.
 */
export async function requireUndoable(
  context: StoreContext,
  staffId: string,
  kind: "receipt" | "redemption",
  subject: string,
): Promise<void> {
  const { database, storeId, now } = context;
  const [[last]] = await readCurrent(context, [
    database
      .select({ staffId: tillActions.staffId, createdAt: tillActions.createdAt })
      .from(tillActions)
      .where(
        and(eq(tillActions.storeId, storeId), eq(tillActions.subject, subject), eq(tillActions.kind, kind)),
      )
      .orderBy(desc(tillActions.id))
      .limit(1),
  ]);
  if (last?.staffId !== staffId)
    throw new Problem("too_late_to_undo", "Only who did it at the till can undo it there.");
  if (last.createdAt + UNDONE_WITHIN <= now) throw new Problem("too_late_to_undo");
}
