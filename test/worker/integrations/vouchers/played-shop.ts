/**
 * A shop whose checkout honours codes, played by a small server: it keeps codes, refuses one that is taken, asks for
 * patience by status and by cost, breaks, is slow, finds mistakes, and loses answers before and after it did what was
 * asked. Beside it the platform's part that talks to it.
 */
import { Hono } from "hono";
import { z } from "zod";
import {
  PlatformRefused,
  PlatformUnavailable,
  type PublishedVoucher,
  type ShopAccess,
} from "../../../../worker/integrations/platform.ts";
import type { Checkout } from "../../../../worker/integrations/vouchers/checkouts.ts";

interface KeptCode {
  id: string;
  code: string;
  on: boolean;
  amount: number;
  endsAt: number | null;
}

/** What goes wrong with a request; `lost_after`: it had its effect, and nobody hears of it. */
export type Trouble =
  | { kind: "throttled"; seconds: number }
  | { kind: "costly"; milliseconds: number }
  | { kind: "broken" }
  | { kind: "mistake"; message: string }
  | { kind: "locked_out" }
  | { kind: "lost_before" }
  | { kind: "lost_after" };

const newCode = z.object({ code: z.string(), amount: z.int(), endsAt: z.int().nullable() });

export class PlayedShop {
  readonly host: string;
  readonly codes = new Map<string, KeptCode>();
  /** Requests that arrived, as "METHOD /path". */
  readonly requests: string[] = [];
  /** What goes wrong with the next request; null for nothing. */
  trouble: (request: string) => Trouble | null = () => null;
  /** What has to be over before a request is answered. */
  gate: (request: string) => Promise<unknown> = () => Promise.resolve();
  readonly #app = new Hono();
  #made = 0;

  constructor(host: string) {
    this.host = host;
    this.#app.post("/codes", async (c) => {
      const { code, amount, endsAt } = newCode.parse(await c.req.json());
      if (this.codes.has(code)) return c.json({ error: "taken" }, 409);
      const id = `discount/${++this.#made}`;
      this.codes.set(code, { id, code, on: true, amount, endsAt });
      return c.json({ id }, 201);
    });
    this.#app.get("/codes/:code", (c) => {
      const kept = this.codes.get(c.req.param("code"));
      return kept ? c.json({ ...kept }) : c.json({ error: "missing" }, 404);
    });
    this.#app.put("/codes/:code/:state", (c) => {
      const kept = [...this.codes.values()].find(({ id }) => id === decodeURIComponent(c.req.param("code")));
      if (!kept) return c.json({ error: "missing" }, 404);
      kept.on = c.req.param("state") === "on";
      return c.json({ id: kept.id });
    });
  }

  /** Codes that its checkout takes now, in alphabetical order. */
  working(): string[] {
    return [...this.codes.values()]
      .filter(({ on }) => on)
      .flatMap(({ code }) => code)
      .sort();
  }

  /** How often the shop was asked for what starts so. */
  asked(start: string): number {
    return this.requests.filter((request) => request.startsWith(start)).length;
  }

  async answer(request: Request): Promise<Response> {
    const named = `${request.method} ${new URL(request.url).pathname}`;
    this.requests.push(named);
    await this.gate(named);
    const trouble = this.trouble(named);
    switch (trouble?.kind) {
      case "throttled":
        return new Response("{}", { status: 429, headers: { "Retry-After": String(trouble.seconds) } });
      case "costly":
        return Response.json({ errors: ["THROTTLED"], restoresIn: trouble.milliseconds });
      case "broken":
        return new Response("<html>Bad gateway</html>", { status: 502 });
      case "mistake":
        return Response.json({ userErrors: [trouble.message] });
      case "locked_out":
        return Response.json({ error: "unauthorised" }, { status: 401 });
      case "lost_before":
        throw new TypeError("Network connection lost.");
      case "lost_after":
        await this.#app.fetch(request);
        throw new TypeError("Network connection lost.");
      case undefined:
        if (request.headers.get("Authorization") !== "Bearer letmein")
          return Response.json({ error: "unauthorised" }, { status: 401 });
        return this.#app.fetch(request);
    }
  }
}

const shops = new Map<string, PlayedShop>();
let opened = 0;

/** A new shop at an address of its own, which `outbound` leads to. */
export function openShop(): PlayedShop {
  const shop = new PlayedShop(`shop-${++opened}.example.net`);
  shops.set(shop.host, shop);
  return shop;
}

/** The way to all shops that are played: what a test binds as OUTBOUND. An answer that takes too long is none. */
export const outbound = {
  fetch: (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, { ...init, signal: null });
    const shop = shops.get(new URL(request.url).host);
    if (!shop) return Promise.reject(new TypeError("No such host."));
    const signal = init?.signal;
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener("abort", () => {
        reject(new DOMException("The operation timed out.", "TimeoutError"));
      });
      shop.answer(request).then(resolve, reject);
    });
  },
} as Fetcher;

const answered = z.object({
  id: z.string().optional(),
  amount: z.int().optional(),
  on: z.boolean().optional(),
  restoresIn: z.int().optional(),
  userErrors: z.array(z.string()).optional(),
});

async function ask(
  { shop, credentials, outbound: send }: ShopAccess,
  method: string,
  path: string,
  body?: object,
) {
  const key = credentials.platform === "woocommerce" ? credentials.consumerKey : credentials.accessToken;
  const response = await send(`https://${shop}${path}`, {
    method,
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const { status } = response;
  if (status === 429)
    throw new PlatformUnavailable(
      "The shop asks for patience.",
      Number(response.headers.get("Retry-After")) * 1000,
    );
  if (status >= 500) throw new PlatformUnavailable(`The shop answered ${status}.`);
  if (status === 401) throw new PlatformRefused("The shop does not know the access token any more.");
  const told = answered.parse(await response.json());
  if (told.restoresIn !== undefined)
    throw new PlatformUnavailable("The shop's budget is used up.", told.restoresIn);
  if (told.userErrors) throw new PlatformRefused(`The shop says: ${told.userErrors.join(" ")}`);
  return { status, told };
}

/** The platform's part: a code that is taken is ours where it is worth the same, and is switched on where it is off. */
export const playedCheckout: Checkout = {
  publishable: new Set(["amount_off", "percentage_off"]),
  async publishVoucher(access: ShopAccess, { code, amount, expiresAt }: PublishedVoucher) {
    const made = await ask(access, "POST", "/codes", { code, amount, endsAt: expiresAt });
    if (made.status === 201) return made.told.id ?? "";
    const { told } = await ask(access, "GET", `/codes/${code}`);
    if (told.amount !== amount)
      throw new PlatformRefused(`The shop has another discount with the code ${code}.`);
    const id = told.id ?? "";
    if (!told.on) await ask(access, "PUT", `/codes/${encodeURIComponent(id)}/on`);
    return id;
  },
  async withdrawVoucher(access: ShopAccess, reference: string) {
    await ask(access, "PUT", `/codes/${encodeURIComponent(reference)}/off`);
  },
};
