import { z } from "@hono/zod-openapi";

/** One of the two names a member. */
export const memberReference = z.object({
  memberId: z.string().min(1).max(255).optional(),
  customerId: z.string().min(1).max(255).optional(),
});

/** Refuses a body that names no member, or names one twice. */
export function oneReference(context: z.core.ParsePayload<z.infer<typeof memberReference>>): void {
  const { memberId: id, customerId } = context.value;
  if ((id === undefined) === (customerId === undefined))
    context.issues.push({
      code: "custom",
      input: context.value,
      path: ["memberId"],
      message: "Name the member by memberId or by customerId, and by one of them only.",
    });
}
