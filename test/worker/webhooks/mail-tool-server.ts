/**
 * Klaviyo, Mailchimp, Customer.io and Segment, played: each checks the address, the key and the body as its documentation
 * says, and answers in its own words.
 */
import { Hono } from "hono";
import { z } from "zod";
import { environment, type StoreUnderTest } from "../store-under-test.ts";

export const KEYS = {
  klaviyo: "pk_0123456789abcdef0123456789abcdef01",
  mailchimp: "0123456789abcdef0123456789abcdef-us6",
  customer_io: "c0ffee00c0ffee00c0ff",
  segment: "WriteKeyWriteKeyWriteKeyWriteKey",
};
export const SITE = "5173site";
export const LIST = "a1b2c3d4e5";

export interface ToolCall {
  url: string;
  method: string;
  body: unknown;
}

const text = z.string().min(1);
const klaviyoEvent = z.object({
  data: z.object({
    type: z.literal("event"),
    attributes: z.object({
      unique_id: text,
      time: z.iso.datetime(),
      properties: z.record(z.string(), z.unknown()),
      metric: z.object({
        data: z.object({ type: z.literal("metric"), attributes: z.object({ name: text }) }),
      }),
      profile: z.object({
        data: z.object({
          type: z.literal("profile"),
          attributes: z.object({ email: z.email().optional() }).loose(),
        }),
      }),
    }),
  }),
});
const mailchimpEvent = z.strictObject({
  name: z.string().min(2).max(30),
  occurred_at: z.iso.datetime(),
  properties: z.record(z.string().min(2).max(30), z.string()),
});
const customerIoEvent = z.object({
  type: z.literal("person"),
  identifiers: z.union([z.strictObject({ id: text }), z.strictObject({ email: text })]),
  action: z.enum(["identify", "event"]),
  attributes: z.record(z.string(), z.unknown()),
});
const segmentMessage = z
  .object({
    type: z.enum(["identify", "track"]),
    messageId: text,
    userId: text.optional(),
    anonymousId: text.optional(),
  })
  .refine(({ userId, anonymousId }) => userId !== undefined || anonymousId !== undefined);

export class MailToolServer {
  readonly got: ToolCall[] = [];
  /** Addresses in Mailchimp's audience, by the hash that its paths have; empty for all. */
  audience: string[] | null = null;
  /** What every call is answered instead; null for the tools' own answers. */
  instead: (() => Response) | null = null;
  readonly #app = new Hono();

  constructor(store: StoreUnderTest) {
    const app = this.#app;
    app.post("/a.klaviyo.com/api/events", async (c) => {
      const error = (status: 400 | 401, code: string, title: string, detail: string) =>
        c.json(
          {
            errors: [{ id: crypto.randomUUID(), status, code, title, detail, source: { pointer: "/data/" } }],
          },
          status,
        );
      if (c.req.header("authorization") !== `Klaviyo-API-Key ${KEYS.klaviyo}`)
        return error(
          401,
          "authentication_failed",
          "Incorrect authentication credentials.",
          "Incorrect authentication credentials.",
        );
      if (!/^\d{4}-\d{2}-\d{2}$/.test(c.req.header("revision") ?? ""))
        return error(400, "invalid", "Invalid input.", "The revision header is required.");
      const body: unknown = await c.req.json();
      const email = z
        .object({
          data: z.object({
            attributes: z.object({
              profile: z.object({
                data: z.object({ attributes: z.object({ email: z.string().optional() }) }),
              }),
            }),
          }),
        })
        .safeParse(body).data?.data.attributes.profile.data.attributes.email;
      if (!klaviyoEvent.safeParse(body).success || email?.endsWith("@invalid.example"))
        return error(400, "invalid", "Invalid input.", `Invalid email address: ${email}`);
      return c.body(null, 202);
    });
    app.all("/us6.api.mailchimp.com/3.0/lists/:list/members/:hash/:events?", async (c) => {
      const error = (status: 400 | 401 | 404, title: string, detail: string) =>
        c.json(
          {
            type: "https://mailchimp.com/developer/marketing/docs/errors/",
            title,
            status,
            detail,
            instance: crypto.randomUUID(),
          },
          status,
        );
      if (!isBasic(c.req.header("authorization"), "", KEYS.mailchimp))
        return error(
          401,
          "API Key Invalid",
          "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
        );
      const { list, hash, events } = c.req.param();
      if (list !== LIST || (this.audience && !this.audience.includes(hash)))
        return error(404, "Resource Not Found", "The requested resource could not be found.");
      const body: unknown = await c.req.json();
      if (c.req.method === "PATCH" && events === undefined)
        return z
          .strictObject({ merge_fields: z.record(z.string().max(10), z.union([z.string(), z.number()])) })
          .safeParse(body).success
          ? c.json({ id: hash })
          : error(400, "Invalid Resource", "The resource submitted could not be validated.");
      if (c.req.method !== "POST" || events !== "events")
        return error(404, "Resource Not Found", "Not found.");
      return mailchimpEvent.safeParse(body).success
        ? c.body(null, 204)
        : error(400, "Invalid Resource", "The resource submitted could not be validated.");
    });
    app.post("/:host{track(-eu)?\\.customer\\.io}/api/v2/batch", async (c) => {
      if (!isBasic(c.req.header("authorization"), SITE, KEYS.customer_io))
        return c.json({ meta: { error: "Unauthorized request" } }, 401);
      const { data } = z.object({ batch: z.array(z.unknown()) }).safeParse(await c.req.json());
      if (!data)
        return c.json(
          { errors: [{ reason: "invalid", field: "batch", message: "batch must be a list" }] },
          400,
        );
      const errors = data.batch.flatMap((each, batch_index) =>
        customerIoEvent.safeParse(each).success
          ? []
          : [
              {
                batch_index,
                reason: "invalid",
                field: "identifiers",
                message: "Should have exactly one identifier.",
              },
            ],
      );
      return errors.length > 0 ? c.json({ errors }, 207) : c.json({});
    });
    app.post("/:host{api\\.segment\\.io|eu1\\.api\\.segmentapis\\.com}/v1/batch", async (c) => {
      // Segment says 200 to any key; what it takes from one that is none is nowhere.
      const { success } = z.object({ batch: z.array(segmentMessage) }).safeParse(await c.req.json());
      return success ? c.json({ success: true }) : c.json({ success: false, message: "malformed JSON" }, 400);
    });
    store.environment = { ...environment, OUTBOUND: this.#outbound() };
  }

  #outbound(): Fetcher {
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      const { host, pathname } = new URL(url);
      const body = z.string().parse(init.body);
      this.got.push({ url, method: init.method ?? "", body: JSON.parse(body) as unknown });
      if (this.instead) return this.instead();
      return this.#app.request(`https://tools.example/${host}${pathname}`, {
        method: init.method ?? "GET",
        headers: init.headers ?? {},
        body,
      });
    };
    return { fetch } as unknown as Fetcher;
  }
}

/** Whether the header is Basic authentication with the password, and the name where one is given. */
function isBasic(header: string | undefined, name: string, password: string): boolean {
  const [given, ...rest] = atob((header ?? "").replace("Basic ", "")).split(":");
  return rest.join(":") === password && (name === "" || given === name);
}
