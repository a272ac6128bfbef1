/** A store's own server, which gets webhooks: well, badly, or not at all, by the path that they are sent to. */
import { Hono } from "hono";
import { z } from "zod";
import { webhookPart } from "./webhook-part.ts";
import { environment, type StoreUnderTest } from "../store-under-test.ts";

export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Of the body. */
  type: string;
}

export class Receiver {
  readonly got: Received[] = [];
  /** Status and headers that `/as-told` answers with. */
  answer: { status: number; headers?: Record<string, string> } = { status: 200 };
  /** Called when a webhook has come in and is not answered yet. */
  beforeAnswer: () => Promise<void> = async () => undefined;
  readonly #host: string;
  readonly #app = new Hono();

  constructor(store: StoreUnderTest) {
    this.#host = `${store.handle}.example.com`;
    this.#app.use(async (c, next) => {
      const body = await c.req.text();
      const { type } = webhookPart.parse(JSON.parse(body));
      this.got.push({ path: c.req.path, headers: c.req.header(), body, type });
      await this.beforeAnswer();
      await next();
    });
    this.#app.post("/well", (c) => c.text("Thank you"));
    this.#app.post("/gone", (c) => c.text("", 410));
    this.#app.post("/broken", (c) => c.text("<h1>Fatal error</h1>", 500));
    this.#app.post("/moved", (c) => c.redirect(`https://${this.#host}/well`, 302));
    this.#app.post("/as-told", () => new Response(null, this.answer));
    this.#app.post("/silent", () => new Promise<Response>(() => undefined));
    this.#app.post("/cut-off", () => {
      throw new TypeError("Network connection lost.");
    });
    this.#app.onError((error) => {
      throw error;
    });
    this.#app.post("/garbage", () => new Response(endless(), { status: 200 }));
    store.environment = { ...environment, OUTBOUND: this.#outbound() };
  }

  url(path: string): string {
    return `https://${this.#host}${path}`;
  }

  /** What came to the path, in the order in which it came. */
  at(path: string): Received[] {
    return this.got.filter((each) => each.path === path);
  }

  /** The types of what came to the path. */
  types(path: string): string[] {
    return this.at(path).map(({ type }) => type);
  }

  #outbound(): Fetcher {
    const fetch = async (url: string, init: RequestInit): Promise<Response> => {
      // Another store's, from an earlier test.
      if (new URL(url).host !== this.#host) return new Response(null, { status: 204 });
      const { signal } = init;
      const ended = new Promise<never>((_, reject) =>
        signal?.addEventListener("abort", () => reject(z.instanceof(Error).parse(signal.reason))),
      );
      return Promise.race([this.#app.request(url, init), ended]);
    };
    return { fetch } as unknown as Fetcher;
  }
}

/** A body that never ends, and says nothing. */
function endless(): ReadableStream {
  return new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(1024).fill(0xff)),
  });
}
