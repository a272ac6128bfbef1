import { createRoute, z } from "@hono/zod-openapi";
import { router } from "../../http/app-types.ts";
import { current, currentKeyed } from "../../http/current.ts";
import { keyedBody } from "../../http/idempotency.ts";
import { limitPerAddress } from "../../http/limits.ts";
import { KEYED_PROBLEMS, problems, SESSION_PROBLEMS } from "../../http/problem.ts";
import { streamed, streamOf } from "../../http/streamed.ts";
import { changeProfile } from "../../members/change-profile.ts";
import { toldConsent } from "../../members/consent.ts";
import { shoppersEntryOfRow } from "../../members/entries.ts";
import { eraseOwn } from "../../members/erase-own.ts";
import { erasedSchema } from "../../members/erase.ts";
import { exportMember, memberExportSchema } from "../../members/export-member.ts";
import { keptId } from "../../members/kept-id.ts";
import { profileAnswer, profileSchema, readProfile, type StoredProfile } from "../../members/profile.ts";
import { birthday } from "../../program/birthdays.ts";
import { firstName } from "../../program/first-name.ts";
import { language } from "../../program/language.ts";
import { keyQuery } from "../key-query.ts";
import { requireSession } from "../session.ts";
import { shownVoucher } from "../shown-voucher.ts";

const tags = ["Storefront"];
const profileAnswered = {
  description: "The profile.",
  content: { "application/json": { schema: profileSchema } },
};

const read = createRoute({
  method: "get",
  path: "/storefront/profile",
  summary: "Read what the store knows of the member",
  tags,
  request: { query: keyQuery },
  responses: { 200: profileAnswered, ...problems(...SESSION_PROBLEMS, "member_not_found") },
});

const change = createRoute({
  method: "post",
  path: "/storefront/profile",
  summary: "Change what a member may change of themselves",
  description: "What is left out stays, and null clears it.",
  tags,
  request: {
    query: keyQuery,
    ...keyedBody(
      z.strictObject({
        firstName: firstName.nullable().optional(),
        birthday: birthday.nullable().optional().meta({
          description: "Month and day as MM-DD. One that may not be changed may be said again as it is.",
        }),
        language: language.nullable().optional().meta({ description: "That they read, as BCP 47." }),
        consent: toldConsent.optional(),
      }),
    ),
  },
  responses: {
    200: profileAnswered,
    ...problems(...SESSION_PROBLEMS, ...KEYED_PROBLEMS, "member_not_found", "birthday_fixed"),
  },
});

const exportOwn = createRoute({
  method: "get",
  path: "/storefront/profile/export",
  summary: "Everything that is held about the member, as a file",
  description:
    "As `GET /v1/members/{id}/export` gives it, without who of the store's people adjusted points.",
  tags,
  request: { query: keyQuery },
  responses: {
    200: {
      description: "The data, as an attachment.",
      content: { "application/json": { schema: memberExportSchema } },
    },
    ...problems(...SESSION_PROBLEMS, "member_not_found", "too_many_requests"),
  },
});

const erase = createRoute({
  method: "post",
  path: "/storefront/profile/delete",
  summary: "Erase the member's data",
  description:
    "As `DELETE /v1/members/{id}` does: points lapse, vouchers in their hands stay good, the session leads to nobody any more. It can't be undone.",
  tags,
  request: {
    query: keyQuery,
    ...keyedBody(
      z.strictObject({
        confirm: z.literal("delete").meta({ description: "That they mean it." }),
      }),
    ),
  },
  responses: {
    200: {
      description: "Erased. The same request again is answered the same.",
      content: { "application/json": { schema: erasedSchema } },
    },
    ...problems(...SESSION_PROBLEMS, ...KEYED_PROBLEMS, "member_not_found"),
  },
});

const storefront = router();
storefront.use("/storefront/profile/*", requireSession);
// It reads all that there is.
storefront.use("/storefront/profile/export", limitPerAddress);

/** The storefront API's routes about what a member sees, changes, takes along and erases of themselves. */
export const storefrontProfileRoutes = storefront
  .openapi(read, async (c) => {
    const profile = await current(c, async (context) =>
      readProfile(context, await keptId(context, c.get("memberId"))),
    );
    return c.json(profile, 200);
  })
  .openapi(change, async (c) => {
    const changes = c.req.valid("json");
    const memberId = c.get("memberId");
    const answer = await currentKeyed(c, memberId, async (context, request) =>
      changeProfile(context, await keptId(context, memberId), changes, request),
    );
    return c.json(profileAnswer(answer.body as StoredProfile), 200);
  })
  .openapi(exportOwn, async (c) => {
    const texts = await current(c, async (context) =>
      exportMember(context, await keptId(context, c.get("memberId")), {
        entry: shoppersEntryOfRow,
        voucher: shownVoucher,
      }),
    );
    const headers = {
      "Content-Type": "application/json",
      "Content-Disposition": 'attachment; filename="my-data.json"',
    };
    return streamed(c.body(streamOf(texts), 200, headers));
  })
  .openapi(erase, async (c) => {
    const memberId = c.get("memberId");
    const answer = await currentKeyed(c, memberId, async (context, request) =>
      eraseOwn(context, await keptId(context, memberId), request),
    );
    return c.json(answer.body as z.infer<typeof erasedSchema>, 200);
  });
