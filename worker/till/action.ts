import type { Statement } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { tillActions } from "../database/schema.ts";
import type { StoreContext } from "../stores/store-context.ts";

type TillAction = typeof tillActions.$inferSelect;

/** How long somebody can undo what they did at the till, milliseconds. */
export const UNDONE_WITHIN = 10 * 60_000;

/** The statement that notes who did it; a part of the write that does it. */
export function noteAction(
  { database, storeId, now }: StoreContext,
  staffId: string,
  kind: TillAction["kind"],
  subject: string,
  memberId: string | null,
): Statement {
  const id = newId("tac", now);
  return database.insert(tillActions).values({
    ...{ storeId, id, staffId, kind, memberId, subject, createdAt: now },
  });
}
