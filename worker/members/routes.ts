import { createRoute, z } from "@hono/zod-openapi";
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { members } from "../database/schema.ts";
import { router } from "../http/app-types.ts";
import { current, currentKeyed } from "../http/current.ts";
import { keyedBody } from "../http/idempotency.ts";
import { idOfCursor, page, pageQuery } from "../http/paging.ts";
import { BODY_PROBLEMS, KEYED_PROBLEMS, Problem, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { birthday } from "../program/birthdays.ts";
import { firstName } from "../program/first-name.ts";
import { language } from "../program/language.ts";
import { readCurrent } from "../stores/store-context.ts";
import { balanceSchema, entrySchema, memberAnswer, memberSchema } from "./answers.ts";
import { changeMember } from "./change-member.ts";
import { toldConsent } from "./consent.ts";
import { createMember } from "./create.ts";
import { entryOfRow, selectEntries } from "./entries.ts";
import { findMember, whichMember } from "./find.ts";
import { readBalance } from "./read-balance.ts";

const memberId = z.object({ id: z.string().max(255).meta({ example: "mem_01k9zq3v5r0000000000000000" }) });

const phone = z.string().trim().min(5).max(40).meta({
  description: "Kept in E.164; one without its country is taken for one of the store's.",
  example: "+44 7700 900123",
});

const create = createRoute({
  method: "post",
  path: "/v1/members",
  summary: "Create a member",
  tags: ["Members"],
  request: {
    ...keyedBody(
      z
        .strictObject({
          customerId: z.string().min(1).max(255).optional().meta({ description: "The store's own id." }),
          email: z.email().max(254).optional(),
          phone: phone.optional(),
          firstName: firstName.optional(),
          birthday: birthday.optional().meta({ description: "Month and day as MM-DD." }),
          language: language.optional().meta({ description: "That they read, as BCP 47." }),
          consent: toldConsent.optional(),
        })
        .check((context) => {
          const { customerId, email, phone: number } = context.value;
          if (customerId === undefined && email === undefined && number === undefined)
            context.issues.push({
              code: "custom",
              input: context.value,
              path: ["customerId"],
              message: "Give a customerId, an email or a phone, so that the member can be found again.",
            });
        }),
    ),
  },
  responses: {
    201: { description: "The member.", content: { "application/json": { schema: memberSchema } } },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "customer_taken", "email_taken", "phone_taken"),
  },
});

const list = createRoute({
  method: "get",
  path: "/v1/members",
  summary: "List members, or look one up by customer id or email",
  tags: ["Members"],
  request: {
    query: pageQuery.extend({
      customerId: z.string().min(1).max(255).optional(),
      email: z.string().min(3).max(254).optional(),
    }),
  },
  responses: {
    200: {
      description: "Members in the order they joined; at most one where one is looked up.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(memberSchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "invalid_request"),
  },
});

const read = createRoute({
  method: "get",
  path: "/v1/members/{id}",
  summary: "Read a member",
  tags: ["Members"],
  request: { params: memberId },
  responses: {
    200: { description: "The member.", content: { "application/json": { schema: memberSchema } } },
    ...problems(...SERVER_PROBLEMS, "member_not_found", "invalid_request"),
  },
});

const balance = createRoute({
  method: "get",
  path: "/v1/members/{id}/balance",
  summary: "Read a member's balance",
  tags: ["Members"],
  request: { params: memberId },
  responses: {
    200: { description: "The balance now.", content: { "application/json": { schema: balanceSchema } } },
    ...problems(...SERVER_PROBLEMS, "member_not_found", "invalid_request"),
  },
});

const listEntries = createRoute({
  method: "get",
  path: "/v1/members/{id}/entries",
  summary: "List a member's entries with their reasons",
  tags: ["Members"],
  request: { params: memberId, query: pageQuery },
  responses: {
    200: {
      description: "Entries, newest first.",
      content: {
        "application/json": {
          schema: z.object({ items: z.array(entrySchema), next: z.string().nullable() }),
        },
      },
    },
    ...problems(...SERVER_PROBLEMS, "member_not_found", "invalid_request"),
  },
});

const change = createRoute({
  method: "patch",
  path: "/v1/members/{id}",
  summary: "Change what is known of a member",
  description:
    "What is left out stays, and null clears it. The same change again changes nothing, so it takes no Idempotency-Key.",
  tags: ["Members"],
  request: {
    params: memberId,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            firstName: firstName.nullable().optional(),
            email: z.email().max(254).nullable().optional(),
            phone: phone.nullable().optional(),
            birthday: birthday.nullable().optional().meta({ description: "Month and day as MM-DD." }),
            segments: z
              .array(z.string().trim().min(1).max(80))
              .max(50)
              .nullable()
              .optional()
              .meta({ description: "The store's own groups; all of them, in place of those before." }),
            language: language.nullable().optional().meta({ description: "That they read, as BCP 47." }),
            consent: toldConsent.optional(),
          }),
        },
      },
    },
  },
  responses: {
    200: { description: "The member.", content: { "application/json": { schema: memberSchema } } },
    ...problems(...SERVER_PROBLEMS, ...BODY_PROBLEMS, "member_not_found", "email_taken", "phone_taken"),
  },
});

/** The server API's routes about members and what they have. */
export const memberRoutes = router()
  .openapi(create, async (c) => {
    const {
      customerId,
      email,
      phone: number,
      firstName: name,
      birthday: born,
      ...more
    } = c.req.valid("json");
    const input = {
      customerId: customerId ?? null,
      email: email ?? null,
      firstName: name ?? null,
      birthday: born ?? null,
      phone: number ?? null,
      language: more.language ?? null,
      consent: more.consent ?? null,
    };
    const answer = await currentKeyed(c, "server", (context, request) =>
      createMember(context, input, request),
    );
    return c.json(answer.body as z.infer<typeof memberSchema>, 201);
  })
  .openapi(list, async (c) => {
    const { customerId, email, limit, cursor } = c.req.valid("query");
    const rows = await current(c, async (context) => {
      const { database, storeId } = context;
      const after = idOfCursor(cursor);
      const where = and(
        eq(members.storeId, storeId),
        isNull(members.erasedAt),
        isNull(members.mergedInto),
        customerId === undefined ? undefined : await whichMember(storeId, { customerId }),
        email === undefined ? undefined : await whichMember(storeId, { email }),
        after === null ? undefined : gt(members.id, after),
      );
      const [found] = await readCurrent(context, [
        database
          .select()
          .from(members)
          .where(where)
          .orderBy(asc(members.id))
          .limit(limit + 1),
      ]);
      return found;
    });
    return c.json(page(rows, limit, memberAnswer), 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid("param");
    const member = await current(c, (context) => findMember(context, { memberId: id }));
    return c.json(memberAnswer(member), 200);
  })
  .openapi(balance, async (c) => {
    const { id } = c.req.valid("param");
    const found = await current(c, (context) => readBalance(context, id));
    if (!found) throw new Problem("member_not_found");
    return c.json(found, 200);
  })
  .openapi(listEntries, async (c) => {
    const { id } = c.req.valid("param");
    const { limit, cursor } = c.req.valid("query");
    const [member, rows] = await current(c, async (context) => {
      const { database, storeId } = context;
      const [found, read] = await readCurrent(context, [
        database
          .select({ id: members.id })
          .from(members)
          .where(await whichMember(storeId, { memberId: id })),
        selectEntries(database, storeId, id, idOfCursor(cursor), limit),
      ]);
      return [found[0], read] as const;
    });
    if (!member) throw new Problem("member_not_found");
    return c.json(page(rows, limit, entryOfRow), 200);
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid("param");
    const changes = c.req.valid("json");
    const member = await current(c, (context) => changeMember(context, id, changes));
    return c.json(memberAnswer(member), 200);
  });
