import { and, desc, eq, getTableColumns, lt } from "drizzle-orm";
import { inbox } from "../../database/schema.ts";
import { Problem } from "../../http/problem.ts";
import { readCurrent, type StoreContext } from "../../stores/store-context.ts";
import type { ListedRow } from "./answers.ts";
import type { InboxRow } from "./claim.ts";

const { body: _body, ...withoutBody } = getTableColumns(inbox);

/** At most `limit` deliveries of the status (all where it is left out), the last first, from before the one named. */
export async function listInbox(
  { database, storeId, ...context }: StoreContext,
  status: InboxRow["status"] | undefined,
  before: string | null,
  limit: number,
): Promise<ListedRow[]> {
  const [found] = await readCurrent({ database, storeId, ...context }, [
    database
      .select(withoutBody)
      .from(inbox)
      .where(
        and(
          eq(inbox.storeId, storeId),
          status === undefined ? undefined : eq(inbox.status, status),
          before === null ? undefined : lt(inbox.id, before),
        ),
      )
      .orderBy(desc(inbox.id))
      .limit(limit),
  ]);
  return found;
}

/** The delivery with its body; throws the problem `delivery_not_found`. */
export async function readDelivery(context: StoreContext, id: string): Promise<InboxRow> {
  const { database, storeId } = context;
  const [[found]] = await readCurrent(context, [
    database
      .select()
      .from(inbox)
      .where(and(eq(inbox.storeId, storeId), eq(inbox.id, id))),
  ]);
  if (!found) throw new Problem("delivery_not_found");
  return found;
}
