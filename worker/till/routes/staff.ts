import type { Context } from "hono";
import { createRoute, z } from "@hono/zod-openapi";
import { and, asc, desc, eq, gt, lt } from "drizzle-orm";
import { staff, tillActionKinds, tillActions } from "../../database/schema.ts";
import { router, type AppTypes } from "../../http/app-types.ts";
import { current, currentKeyed } from "../../http/current.ts";
import { keyedBody, type KeyedAnswer, type KeyedRequest } from "../../http/idempotency.ts";
import { idOfCursor, page, pageQuery } from "../../http/paging.ts";
import { KEYED_PROBLEMS, Problem, problems, SERVER_PROBLEMS } from "../../http/problem.ts";
import { isoTime } from "../../members/answers.ts";
import { readCurrent, type StoreContext } from "../../stores/store-context.ts";
import { newPin, revokeStaff } from "../change-staff.ts";
import { createStaff } from "../create-staff.ts";
import { pinOf } from "../pin.ts";
import { signInSchema, staffAnswer, staffSchema, type StaffAnswer } from "../staff.ts";

const tags = ["Staff"];
const staffId = z.object({ id: z.string().max(255).meta({ example: "stf_01k9zq3v5r0000000000000000" }) });

const create = createRoute({
  method: "post",
  path: "/v1/staff",
  summary: "Let somebody serve at the store's tills",
  description:
    "The answer holds what to hand to them. The PIN is kept nowhere: the same request answers it again, and nothing else does.",
  tags,
  request: { ...keyedBody(z.strictObject({ name: z.string().trim().min(1).max(80) })) },
  responses: {
    201: {
      description: "What they sign in with.",
      content: { "application/json": { schema: signInSchema } },
    },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS),
  },
});

const list = createRoute({
  method: "get",
  path: "/v1/staff",
  summary: "List the people of the store's tills",
  tags,
  request: { query: pageQuery },
  responses: {
    200: {
      description: "In the order they were made, those who were revoked among them.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(staffSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "invalid_request"),
  },
});

const pin = createRoute({
  method: "post",
  path: "/v1/staff/{id}/pin",
  summary: "Give somebody a new PIN",
  description:
    "The old one stops, wherever they are signed in they no longer are, and wrong PINs are forgotten.",
  tags,
  request: { params: staffId, ...keyedBody(z.strictObject({})) },
  responses: {
    200: {
      description: "What they sign in with.",
      content: { "application/json": { schema: signInSchema } },
    },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "staff_not_found"),
  },
});

const revoke = createRoute({
  method: "post",
  path: "/v1/staff/{id}/revoke",
  summary: "Let somebody serve no more",
  description: "At once, also where they are signed in.",
  tags,
  request: { params: staffId, ...keyedBody(z.strictObject({})) },
  responses: {
    200: { description: "They as they are now.", content: { "application/json": { schema: staffSchema } } },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "staff_not_found"),
  },
});

const actionSchema = z
  .object({
    id: z.string(),
    kind: z.enum(tillActionKinds),
    memberId: z.string().nullable(),
    subject: z.string().meta({
      description: "The order's id, the redemption's, the member's or the voucher's code.",
    }),
    at: z.iso.datetime(),
  })
  .meta({ id: "TillAction" });

const listActions = createRoute({
  method: "get",
  path: "/v1/staff/{id}/till-actions",
  summary: "List what somebody did at the tills",
  tags,
  request: { params: staffId, query: pageQuery },
  responses: {
    200: {
      description: "Newest first; also of somebody who was revoked.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(actionSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "invalid_request", "staff_not_found"),
  },
});

type Change = (context: StoreContext, request: KeyedRequest) => Promise<KeyedAnswer>;

/** What the change keeps under the request's key, with the PIN that belongs to it. */
async function withPin(c: Context<AppTypes>, change: Change): Promise<z.infer<typeof signInSchema>> {
  const answer = await currentKeyed(c, "server", change);
  const { staff: made, revision } = answer.body as { staff: StaffAnswer; revision: number };
  return current(c, async (context) => ({
    staff: made,
    pin: await pinOf(context, made.id, revision),
    till: `${new URL(c.req.url).origin}/till/#${context.configuration.publishableKey}`,
  }));
}

/** The server API's routes about who serves at the tills. */
export const staffRoutes = router()
  .openapi(create, async (c) => {
    const { name } = c.req.valid("json");
    return c.json(await withPin(c, (context, request) => createStaff(context, name, request)), 201);
  })
  .openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const rows = await current(c, async (context) => {
      const { database, storeId } = context;
      const after = idOfCursor(cursor);
      const where = and(eq(staff.storeId, storeId), after === null ? undefined : gt(staff.id, after));
      const [found] = await readCurrent(context, [
        database
          .select()
          .from(staff)
          .where(where)
          .orderBy(asc(staff.id))
          .limit(limit + 1),
      ]);
      return found;
    });
    return c.json(page(rows, limit, staffAnswer), 200);
  })
  .openapi(pin, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await withPin(c, (context, request) => newPin(context, id, request)), 200);
  })
  .openapi(revoke, async (c) => {
    const { id } = c.req.valid("param");
    const answer = await currentKeyed(c, "server", (context, request) => revokeStaff(context, id, request));
    return c.json(answer.body as StaffAnswer, 200);
  })
  .openapi(listActions, async (c) => {
    const { id } = c.req.valid("param");
    const { limit, cursor } = c.req.valid("query");
    const rows = await current(c, async (context) => {
      const { database, storeId } = context;
      const before = idOfCursor(cursor);
      const theirs = and(eq(tillActions.storeId, storeId), eq(tillActions.staffId, id));
      const [whose, found] = await readCurrent(context, [
        database
          .select({ id: staff.id })
          .from(staff)
          .where(and(eq(staff.storeId, storeId), eq(staff.id, id))),
        database
          .select()
          .from(tillActions)
          .where(and(theirs, before === null ? undefined : lt(tillActions.id, before)))
          .orderBy(desc(tillActions.id))
          .limit(limit + 1),
      ] as const);
      if (whose.length === 0) throw new Problem("staff_not_found");
      return found;
    });
    return c.json(
      page(rows, limit, ({ id: action, kind, memberId, subject, createdAt }) => ({
        ...{ id: action, kind, memberId, subject },
        at: isoTime(createdAt),
      })),
      200,
    );
  });
