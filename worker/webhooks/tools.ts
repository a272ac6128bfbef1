/** Mail tools as endpoints: what each asks to be called with, where, and as what an event is sent to it. */
import { z } from "@hono/zod-openapi";
import type { EventAnswer } from "../events/answers.ts";
import {
  toCustomerIo,
  toKlaviyo,
  toMailchimp,
  toSegment,
  type MailCall,
  type MailPerson,
} from "../events/mail-tools/index.ts";

/** Signs that stand in a header as they are, without the colon that Basic authentication ends a name with. */
const key = z
  .string()
  .regex(/^[\x21-\x39\x3b-\x7e]{8,200}$/, "Give the key as the tool shows it.")
  .meta({ description: "The tool's API key. It is kept encrypted, and never shown again." });
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "Give the id as the tool shows it.");
const region = z.enum(["us", "eu"]).default("us");

/** By tool, what its calls are made with. `settings` are shown again; `apiKey` is not. */
export const toolFields = {
  klaviyo: {
    apiKey: key.startsWith("pk_", "Give a private key of Klaviyo's: it begins with pk_."),
    settings: z.strictObject({}).default({}),
  },
  mailchimp: {
    apiKey: key,
    settings: z.strictObject({
      dataCenter: z
        .string()
        .regex(/^[a-z]{2,4}\d{1,3}$/, "Give the data centre, such as us6: the API key ends with it.")
        .meta({ example: "us6" }),
      listId: id.meta({ description: "The audience's id.", example: "a1b2c3d4e5" }),
    }),
  },
  customer_io: {
    apiKey: key,
    settings: z.strictObject({ region, siteId: id.meta({ description: "The tracking site's id." }) }),
  },
  segment: {
    apiKey: key.meta({ description: "The source's write key. It is kept encrypted, and never shown again." }),
    settings: z.strictObject({ region }).default({ region: "us" }),
  },
};

export type ToolName = keyof typeof toolFields;
export type ToolSettings = Record<string, string>;

interface Tool {
  /** Where it is called, without a path. */
  origin: (settings: ToolSettings) => string;
  /** The value of `Authorization`. */
  authorization: (apiKey: string, settings: ToolSettings) => string;
  calls: (event: EventAnswer, person: MailPerson, settings: ToolSettings) => MailCall[] | Promise<MailCall[]>;
  /** Whether 404 says that the tool knows nobody of this address, which is no failure. */
  isUnknownPerson: boolean;
}

const basic = (name: string, password: string) => `Basic ${btoa(`${name}:${password}`)}`;

const tools: Record<ToolName, Tool> = {
  klaviyo: {
    origin: () => "https://a.klaviyo.com",
    authorization: (apiKey) => `Klaviyo-API-Key ${apiKey}`,
    calls: toKlaviyo,
    isUnknownPerson: false,
  },
  mailchimp: {
    origin: ({ dataCenter = "" }) => `https://${dataCenter}.api.mailchimp.com`,
    authorization: (apiKey) => basic("regulars", apiKey),
    calls: (event, person, { listId = "" }) => toMailchimp(event, person, listId),
    isUnknownPerson: true,
  },
  customer_io: {
    origin: ({ region: at }) => `https://track${at === "eu" ? "-eu" : ""}.customer.io`,
    authorization: (apiKey, { siteId = "" }) => basic(siteId, apiKey),
    calls: toCustomerIo,
    isUnknownPerson: false,
  },
  segment: {
    origin: ({ region: at }) => (at === "eu" ? "https://eu1.api.segmentapis.com" : "https://api.segment.io"),
    authorization: (apiKey) => basic(apiKey, ""),
    calls: toSegment,
    isUnknownPerson: false,
  },
};

/** The tool of the format; null for Standard Webhooks. */
export function toolOf(format: ToolName | "standard_webhooks"): Tool | null {
  return format === "standard_webhooks" ? null : tools[format];
}

/** What an endpoint's row holds of a mail tool's settings. */
export function toolColumns(
  format: ToolName,
  settings: ToolSettings,
): { url: string; settings: ToolSettings } {
  return { url: tools[format].origin(settings), settings };
}

/** The end of a key, by which its owner knows it. */
export function hintOf(apiKey: string): string {
  return `…${apiKey.slice(-4)}`;
}
