import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../http/app-types.ts";
import { currentKeyed } from "../http/current.ts";
import { keyedBody } from "../http/idempotency.ts";
import { KEYED_PROBLEMS, problems, SERVER_PROBLEMS } from "../http/problem.ts";
import { signMemberOut } from "./sign-out.ts";

const signedOutSchema = z
  .object({ id: z.string(), signedOutAt: z.iso.datetime() })
  .meta({ id: "SignedOutMember" });

const signOutRoute = createRoute({
  method: "post",
  path: "/v1/members/{id}/sign-out",
  summary: "Sign a member out everywhere",
  description:
    "Every session is over at once, and every refresh token. Whom the store goes on vouching for gets a new session with their next token.",
  tags: ["Members"],
  request: {
    params: z.object({ id: z.string().max(255).meta({ example: "mem_01k9zq3v5r0000000000000000" }) }),
    ...keyedBody(z.strictObject({})),
  },
  responses: {
    200: { description: "Signed out.", content: { "application/json": { schema: signedOutSchema } } },
    ...problems(...SERVER_PROBLEMS, ...KEYED_PROBLEMS, "member_not_found"),
  },
});

/** The server API's route about where members are signed in. */
export const signInRoutes = router().openapi(signOutRoute, async (c) => {
  const { id } = c.req.valid("param");
  const answer = await currentKeyed(c, "server", (context, request) => signMemberOut(context, id, request));
  return c.json(answer.body as z.infer<typeof signedOutSchema>, 200);
});
