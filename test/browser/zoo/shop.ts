/** A shop on an origin of its own, whose pages are made to be hard on a widget; the Worker is the demo house's. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SignJWT } from "jose";
import type { Page } from "playwright";
import { DemoHouse } from "../demo-house.ts";

/** A page: what it answers, and with which headers. `%tag%` in it is the tag, `%key%` and `%worker%` what it needs. */
export interface ZooPage {
  html: string;
  headers?: Record<string, string>;
}

export class ZooShop {
  readonly house: DemoHouse;
  /** The shop's own origin, which is not the Worker's. */
  readonly origin: string;
  /** What `/regulars/token` answers; null for nobody. */
  token: () => Promise<string | null>;
  readonly #pages = new Map<string, ZooPage>();
  readonly #server: Server;

  private constructor(house: DemoHouse, server: Server) {
    this.house = house;
    this.#server = server;
    this.origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    this.token = () => tokenOf(house, "cus_anna", 300);
    server.on("request", (request, response) => {
      void (async () => {
        const path = new URL(request.url ?? "/", this.origin).pathname;
        if (path === "/regulars/token") {
          const token = await this.token();
          response.writeHead(token === null ? 204 : 200, { "Content-Type": "text/plain" }).end(token ?? "");
          return;
        }
        const page = this.#pages.get(path);
        response
          .writeHead(page ? 200 : 404, { "Content-Type": "text/html; charset=utf-8", ...page?.headers })
          .end(page?.html.replaceAll("%tag%", this.tag()).replaceAll("%worker%", house.url) ?? "");
      })();
    });
  }

  /** Opens the demo house, and a shop beside it whose pages may call. */
  static async open(): Promise<ZooShop> {
    const house = await DemoHouse.open();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const shop = new ZooShop(house, server);
    await house.served.databases.regulars
      .prepare(
        "UPDATE stores SET origins = ?1, configuration_version = configuration_version + 1 WHERE id = ?2",
      )
      .bind(JSON.stringify([house.url, shop.origin]), house.store.storeId)
      .run();
    return shop;
  }

  /** The script element, as a store pastes it. */
  tag(attributes = 'data-token-url="/regulars/token"', key = this.house.store.publishableKey): string {
    return `<script async src="${this.house.url}/w/${key}.js" ${attributes} nonce="page"></script>`;
  }

  /** Puts a page at a path, and gives back its address. */
  put(path: string, page: ZooPage): string {
    this.#pages.set(path, page);
    return this.origin + path;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await this.house.close();
  }
}

/** A token that the store signs for a customer, good for that many seconds. */
export function tokenOf({ store }: DemoHouse, customer: string, seconds: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: "HS256", kid: store.signingKey.id })
    .setAudience(store.publishableKey)
    .setSubject(customer)
    .setExpirationTime(now + seconds)
    .sign(new TextEncoder().encode(store.signingKey.secret));
}

/** Presses the launcher, whatever it says, and gives the open dialog once the member's points stand in it. */
export async function openPanel(page: Page) {
  await page.locator("regulars-launcher").first().getByRole("button").first().click();
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  await panel
    .getByText(/points/)
    .first()
    .waitFor();
  return panel;
}
