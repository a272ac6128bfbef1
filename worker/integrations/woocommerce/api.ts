/** Calls of WooCommerce's REST API v3: https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication */
import { z } from "zod";
import { PlatformRefused, PlatformUnavailable, type ShopAccess } from "../platform.ts";

/** What the API answered: a value, or its own code of what is wrong with the request. */
export type ApiAnswer =
  { ok: true; value: unknown; pages: number } | { ok: false; status: number; code: string };

export interface ApiCall {
  method: "GET" | "POST" | "PUT";
  /** Below /wp-json/wc/v3/. */
  path: string;
  query?: Record<string, string>;
  body?: object;
}

/** The longest that we let a shop put us off, milliseconds. */
const LONGEST_WAIT = 3_600_000;

const errorBody = z.object({ code: z.string().max(100) });

const NO_API =
  'The site has no REST API at /wp-json. In WordPress, under Settings → Permalinks, choose anything but "Plain".';
const NO_ACCESS =
  "WooCommerce does not accept the REST API key for this. Make one with Read/Write for a user who manages the shop, and see that the server passes on the Authorization header.";

/**
 * One call, signed in with the consumer key. Throws PlatformUnavailable where the same call may succeed later, which
 * leaves open whether it had its effect, and PlatformRefused where the owner has to do something first.
 */
export async function callApi(access: ShopAccess, call: ApiCall): Promise<ApiAnswer> {
  const response = await send(access, call);
  const failure = unavailable(response) ?? moved(response);
  if (failure) {
    // A body that nobody reads would hold its connection.
    await response.body?.cancel();
    throw failure;
  }
  const value = await readJson(response);
  if (response.ok) return { ok: true, value, pages: Number(response.headers.get("X-WP-TotalPages") ?? 1) };
  const code = errorBody.safeParse(value).data?.code ?? "";
  if (response.status === 401 || response.status === 403) throw new PlatformRefused(NO_ACCESS);
  if (code === "rest_no_route")
    throw new PlatformRefused("WooCommerce is not active on the site, or is older than version 3.5.");
  return { ok: false, status: response.status, code };
}

/** The error for an answer that nothing can be done with. */
export function refused(call: ApiCall, answer: { status: number; code: string }): PlatformRefused {
  const code = answer.code === "" ? "" : ` (${answer.code})`;
  return new PlatformRefused(`WooCommerce refused ${call.method} ${call.path} with ${answer.status}${code}.`);
}

/** The value as the schema has it; throws PlatformRefused where a plugin, say, has made another thing of it. */
export function documented<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  { method, path }: ApiCall,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join(".") ?? "";
  throw new PlatformRefused(
    `WooCommerce answers ${method} ${path} otherwise than it documents${at === "" ? "" : `, at ${at}`}.`,
  );
}

async function send({ shop, credentials, outbound }: ShopAccess, call: ApiCall): Promise<Response> {
  if (credentials.platform !== "woocommerce") throw new Error("These are another platform's credentials.");
  // The key goes over the wire as it is.
  if (!shop.startsWith("https://"))
    throw new PlatformRefused("Connect the site by its https:// address: over http the key could be read.");
  const query = new URLSearchParams(call.query).toString();
  const { consumerKey, consumerSecret } = credentials;
  try {
    return await outbound(`${shop}/wp-json/wc/v3/${call.path}${query === "" ? "" : `?${query}`}`, {
      method: call.method,
      headers: {
        Accept: "application/json",
        Authorization: `Basic ${btoa(`${consumerKey}:${consumerSecret}`)}`,
        ...(call.body ? { "Content-Type": "application/json" } : {}),
      },
      ...(call.body ? { body: JSON.stringify(call.body) } : {}),
    });
  } catch {
    throw new PlatformUnavailable("The site gave no answer in time.");
  }
}

/** 501 is a firewall's "not implemented", and stays. */
function unavailable({ status, headers }: Response): PlatformUnavailable | null {
  const isLater = status === 408 || status === 425 || status === 429 || (status >= 500 && status !== 501);
  if (!isLater) return null;
  const why = status === 429 ? "asks us to call less often" : `is out of order (${status})`;
  return new PlatformUnavailable(`The site ${why}.`, waitAskedFor(headers.get("Retry-After")));
}

/** Milliseconds, from seconds or a date (RFC 9110); null where neither is said. */
function waitAskedFor(header: string | null): number | null {
  if (header === null || header.trim() === "") return null;
  const wait = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(wait) ? null : Math.min(LONGEST_WAIT, Math.max(0, wait));
}

function moved({ status, headers }: Response): PlatformRefused | null {
  if (status < 300 || status >= 400) return null;
  const to = URL.parse(headers.get("Location") ?? "")?.origin;
  return new PlatformRefused(
    to === undefined
      ? "The site sends calls of its API elsewhere. Connect it by the address its API has."
      : `The site sends calls of its API to ${to}. Connect it by that address.`,
  );
}

async function readJson(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch {
    throw new PlatformUnavailable("The site's answer broke off.");
  }
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(response);
  }
}

function notJson({ status, headers, ok }: Response): Error {
  if (status === 401 || status === 403)
    return new PlatformRefused(
      "Something before WooCommerce turns the call away: a security plugin, a firewall or a password on the site. Let it pass /wp-json/wc/v3.",
    );
  if (ok && headers.get("Content-Type")?.includes("json"))
    return new PlatformUnavailable("The site's answer broke off.");
  if (status === 501)
    return new PlatformRefused(
      "A firewall of the site's server (such as ModSecurity) does not let the call through. Let it pass /wp-json/wc/v3.",
    );
  return new PlatformRefused(NO_API);
}
