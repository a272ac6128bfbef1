/** The people of a store who serve at its tills, and how the API answers them. */
import { z } from "@hono/zod-openapi";
import { and, eq, isNull } from "drizzle-orm";
import { staff } from "../database/schema.ts";
import { Problem } from "../http/problem.ts";
import { isoTime, isoTimeOrNull } from "../members/answers.ts";
import { readCurrent, type StoreContext } from "../stores/store-context.ts";

export type StaffRow = typeof staff.$inferSelect;

/** Whom a till's session proves. */
export interface StaffMember {
  id: string;
  name: string;
}

export const staffSchema = z
  .object({
    id: z.string().meta({ example: "stf_01k9zq3v5r0000000000000000" }),
    name: z.string().meta({ example: "Priya" }),
    number: z.string().meta({ description: "Four digits, typed before the PIN.", example: "4821" }),
    createdAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "StaffMember" });

export type StaffAnswer = z.infer<typeof staffSchema>;

/** A member of staff with the PIN to hand to them. */
export const signInSchema = z
  .object({
    staff: staffSchema,
    pin: z.string().meta({ description: "Six digits, shown this once. Kept nowhere.", example: "093517" }),
    till: z.url().meta({ description: "The till's address, with the store in it." }),
  })
  .meta({ id: "TillSignIn" });

/** The member of staff as the API answers them. */
export function staffAnswer({ id, name, number, createdAt, revokedAt }: StaffRow): StaffAnswer {
  return { id, name, number, createdAt: isoTime(createdAt), revokedAt: isoTimeOrNull(revokedAt) };
}

/** The condition for the one of this id, if they are not revoked. */
export function liveStaff({ storeId }: Pick<StoreContext, "storeId">, id: string) {
  return and(eq(staff.storeId, storeId), eq(staff.id, id), isNull(staff.revokedAt));
}

/** The one of this id; throws the problem `staff_not_found`, also where they are revoked. */
export async function findStaff(context: StoreContext, id: string): Promise<StaffRow> {
  const [[found]] = await readCurrent(context, [
    context.database.select().from(staff).where(liveStaff(context, id)),
  ]);
  if (!found) throw new Problem("staff_not_found");
  return found;
}
