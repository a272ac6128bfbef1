import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { current, currentKeyed } from "../http/current.ts";
import { keyedBody } from "../http/idempotency.ts";
import { limitPerAddress } from "../http/limits.ts";
import { BODY_PROBLEMS, KEYED_PROBLEMS, PAGE_PROBLEMS, problems, SESSION_PROBLEMS } from "../http/problem.ts";
import { memberSchema } from "../members/answers.ts";
import { createMember } from "../members/create.ts";
import { firstName } from "../program/first-name.ts";
import { keyQuery } from "../storefront/key-query.ts";
import { noteAction } from "./action.ts";
import { lookupSchema, referenceOf } from "./lookup.ts";
import { readTillMember, tillMemberSchema } from "./member.ts";
import { requireStaff } from "./session.ts";
import { signedInSchema, signIn } from "./sign-in.ts";

const tags = ["Till"];
const tillMember = {
  200: {
    description: "The member.",
    content: { "application/json": { schema: tillMemberSchema } },
  },
};

const session = createRoute({
  method: "post",
  path: "/till/sessions",
  summary: "Sign in at a till",
  description:
    "With the staff number and the PIN that `POST /v1/staff` gave. After five wrong PINs nobody gets in under the number for a " +
    "while, and longer each time. It writes nothing that a second call would double, so it takes no Idempotency-Key.",
  tags,
  request: {
    query: keyQuery,
    body: {
      required: true,
      content: {
        "application/json": {
          schema: z.strictObject({
            number: z.string().regex(/^\d{4}$/, "A staff number has four digits."),
            pin: z.string().regex(/^\d{6}$/, "A PIN has six digits."),
          }),
        },
      },
    },
  },
  responses: {
    200: {
      description: "A session of 12 hours.",
      content: { "application/json": { schema: signedInSchema } },
    },
    ...problems(...PAGE_PROBLEMS, ...BODY_PROBLEMS, "sign_in_refused", "too_many_requests"),
  },
});

const lookup = createRoute({
  method: "post",
  path: "/till/lookup",
  summary: "Look a member up",
  description:
    "By one of email, phone, member number and the code of their panel's QR. A POST, so that nothing of a person stands in an " +
    "address; it writes nothing, and takes no Idempotency-Key.",
  tags,
  request: {
    query: keyQuery,
    body: { required: true, content: { "application/json": { schema: lookupSchema } } },
  },
  responses: {
    ...tillMember,
    ...problems(
      ...SESSION_PROBLEMS,
      ...BODY_PROBLEMS,
      "member_not_found",
      "member_code_invalid",
      "member_code_expired",
      "program_not_found",
    ),
  },
});

const read = createRoute({
  method: "get",
  path: "/till/members/{id}",
  summary: "Read a member as a till shows them",
  tags,
  request: { params: z.object({ id: z.string().max(255) }), query: keyQuery },
  responses: {
    ...tillMember,
    ...problems(...SESSION_PROBLEMS, "invalid_request", "member_not_found", "program_not_found"),
  },
});

const enrol = createRoute({
  method: "post",
  path: "/till/members",
  summary: "Make somebody a member at the counter",
  tags,
  request: {
    query: keyQuery,
    ...keyedBody(
      z
        .strictObject({
          email: z.email().max(254).optional(),
          phone: z.string().trim().min(5).max(40).optional(),
          firstName: firstName.optional(),
        })
        .check((context) => {
          const { email, phone } = context.value;
          if (email === undefined && phone === undefined)
            context.issues.push({
              code: "custom",
              input: context.value,
              path: ["email"],
              message: "Give an email or a telephone number, so that the member can be found again.",
            });
        }),
    ),
  },
  responses: {
    201: { description: "The member.", content: { "application/json": { schema: memberSchema } } },
    ...problems(...SESSION_PROBLEMS, ...KEYED_PROBLEMS, "email_taken", "phone_taken"),
  },
});

const till = router();
till.use("/till/sessions", limitPerAddress);
for (const path of ["lookup", "members", "members/*"]) till.use(`/till/${path}`, requireStaff);

/** The till's routes about who is signed in, and whom they serve. */
export const tillRoutes = till
  .openapi(session, async (c) => {
    const { number, pin } = c.req.valid("json");
    return c.json(await current(c, (context) => signIn(context, number, pin)), 200);
  })
  .openapi(lookup, async (c) => {
    const wanted = c.req.valid("json");
    const answer = await current(c, async (context) =>
      readTillMember(context, await referenceOf(context, wanted)),
    );
    return c.json(answer, 200);
  })
  .openapi(read, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await current(c, (context) => readTillMember(context, { memberId: id })), 200);
  })
  .openapi(enrol, async (c) => {
    const { email, phone, firstName: name } = c.req.valid("json");
    const staff = c.get("staff");
    const input = { customerId: null, email: email ?? null, phone: phone ?? null, firstName: name ?? null };
    const answer = await currentKeyed(c, staff.id, (context, request) =>
      createMember(context, input, request, (memberId) => [
        noteAction(context, staff.id, "enrolment", memberId, memberId),
      ]),
    );
    return c.json(answer.body as z.infer<typeof memberSchema>, 201);
  });
