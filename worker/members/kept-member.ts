import { and, eq } from "drizzle-orm";
import { members } from "../database/schema.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";
import type { MemberRow } from "./enrol.ts";

/** The member that another was merged into (`mergedInto`): one who was never merged themself; null where there is none. */
export async function keptMember(context: StoreContext, mergedInto: string): Promise<MemberRow | null> {
  const [[kept]] = await readCurrent(context, [
    context.database
      .select()
      .from(members)
      .where(and(eq(members.storeId, context.storeId), eq(members.id, mergedInto))),
  ]);
  return kept ?? null;
}
