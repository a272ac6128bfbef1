/** The demo store and the Worker at one address, on data of their own, and browsers to visit them with. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright";
import { buildWhenChanged } from "../../scripts/local/built.ts";
import type { DemoStore } from "../../scripts/local/demo-keys.ts";
import { makeDemoStore } from "../../scripts/local/demo-store.ts";
import { serve, type Served } from "../../scripts/local/serve.ts";
import { chromiumLaunchOptions } from "./chromium.ts";

/** Long enough for a busy machine with two cores; milliseconds. */
const PATIENCE = 30_000;

export class DemoHouse {
  readonly url: string;
  readonly store: DemoStore;
  readonly served: Served;
  readonly browser: Browser;
  readonly #folder: string;

  private constructor(served: Served, store: DemoStore, browser: Browser, folder: string) {
    this.url = served.url;
    this.served = served;
    this.store = store;
    this.browser = browser;
    this.#folder = folder;
  }

  /** Builds what is not built, makes the demo store with its four shoppers only, and serves it. */
  static async open(): Promise<DemoHouse> {
    const folder = await mkdtemp(join(tmpdir(), "regulars-"));
    await buildWhenChanged();
    const { store } = await makeDemoStore({ persistTo: folder, members: 0 });
    const served = await serve({ persistTo: folder, port: 0 });
    return new DemoHouse(served, store, await chromium.launch(await chromiumLaunchOptions()), folder);
  }

  /** A window of its own, as a private one is: no cookie and no storage of another. */
  async visitor(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ baseURL: this.url, locale: "en-GB", ...options });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: this.url });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    return page;
  }

  /** A call of the store's server. */
  async server(path: string): Promise<unknown> {
    const response = await fetch(this.url + path, {
      headers: { Authorization: `Bearer ${this.store.secretKey}` },
    });
    return response.json();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.served.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** What went wrong on a page that nobody sees: uncaught errors, refused requests, CSP violations. */
export function troubleOf(page: Page): string[] {
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(message.text());
  });
  return trouble;
}
