import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SignJWT } from "jose";
import { chromium } from "playwright";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readDemoStore, writeDemoStore } from "../../../scripts/local/demo-keys.ts";
import { makeDemoStore } from "../../../scripts/local/demo-store.ts";
import { serve, type Served } from "../../../scripts/local/serve.ts";
import { chromiumLaunchOptions } from "../chromium.ts";

let state: string;
let served: Served;
let secretKey: string;

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "regulars-"));
  ({
    store: { secretKey },
  } = await makeDemoStore({ persistTo: state, members: 3 }));
  served = await serve({ persistTo: state });
}, 60_000);

afterAll(async () => {
  await served.stop();
  await rm(state, { recursive: true });
});

async function api<Answer>(path: string): Promise<Answer> {
  const response = await fetch(served.url + path, { headers: { Authorization: `Bearer ${secretKey}` } });
  expect(response.status).toBe(200);
  return response.json<Answer>();
}

async function balanceOf(customerId: string) {
  const { items } = await api<{ items: { id: string }[] }>(`/v1/members?customerId=${customerId}`);
  return api(`/v1/members/${items[0]?.id ?? ""}/balance`);
}

describe("the demo store", () => {
  it("has the balances that the sign-in page speaks of, and a ledger in order", async () => {
    expect(await balanceOf("cus_anna")).toEqual({ available: 1240, pending: 86, debt: 0 });
    expect(await balanceOf("cus_priya")).toEqual({ available: 2678, pending: 0, debt: 0 });
    expect(await balanceOf("cus_tomas")).toEqual({ available: 100, pending: 82, debt: 0 });
    expect(await balanceOf("cus_kwame")).toEqual({ available: 0, pending: 0, debt: 149 });
    expect(await api("/v1/ledger/check")).toMatchObject({ ok: true, problems: [] });
  });

  it("keeps its keys from other people's eyes", async () => {
    for (const name of ["demo-store.json", "sealing-key", "shop-secret"])
      expect((await stat(join(state, name))).mode & 0o077).toBe(0);
  });

  it("has pages under a policy that lets only the tag's script in", async () => {
    for (const path of ["/", "/products/linen-throw", "/basket", "/account"]) {
      const response = await fetch(served.url + path);
      expect(response.status).toBe(200);
      const policy = response.headers.get("Content-Security-Policy") ?? "";
      expect(policy).toContain("'strict-dynamic'");
      expect(policy).not.toContain("unsafe");
      expect((await response.text()).match(/<script/g)).toHaveLength(1);
    }
    expect((await fetch(`${served.url}/products/yacht`)).status).toBe(404);
  });

  it("says who is signed in only to them", async () => {
    expect((await fetch(`${served.url}/regulars/token`)).status).toBe(204);
    const response = await post("/account/sign-in", { email: "anna@example.com", firstName: "Anna" });
    const cookie = response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
    const token = await fetch(`${served.url}/regulars/token`, { headers: { Cookie: cookie } });
    expect(token.headers.get("Content-Type")).toContain("text/plain");
    expect((await token.text()).split(".")).toHaveLength(3);
    const forged = cookie.replace("cus_anna", "cus_priya");
    expect((await fetch(`${served.url}/regulars/token`, { headers: { Cookie: forged } })).status).toBe(204);
  });

  it("takes no form from another site", async () => {
    const response = await post(
      "/basket",
      { product: "linen-throw" },
      { Origin: "https://elsewhere.example" },
    );
    expect(response.status).toBe(403);
  });

  it("shows an order to nobody but its buyer", async () => {
    const row = await served.databases.shop
      .prepare("SELECT number, access_key FROM purchase WHERE customer_id = 'cus_anna' LIMIT 1")
      .first<{ number: number; access_key: string }>();
    const order = `${served.url}/orders/JN-${row?.number ?? 0}`;
    expect((await fetch(order)).status).toBe(404);
    expect((await fetch(`${order}?k=guess`)).status).toBe(404);
    expect((await fetch(`${order}?k=${row?.access_key ?? ""}`)).status).toBe(200);
  });

  it("makes one order of a form that is sent twice", async () => {
    const fields = {
      email: "twice@example.com",
      firstName: "Twice",
      total: "2195", // a mug, and its delivery
      attempt: crypto.randomUUID(),
    };
    const send = () => post("/checkout", fields, { Cookie: "juniper_basket=stoneware-mug*1" });
    const places = (await Promise.all([send(), send(), send()])).map((each) => each.headers.get("Location"));
    expect(places[0]).toMatch(/^\/orders\/JN-\d+\?placed&k=/);
    expect(new Set(places).size).toBe(1);
    expect(await (await fetch(served.url + (places[0] ?? ""))).text()).toContain("Thank you, Twice");
  });

  it("says in words why it takes no order", async () => {
    const mistyped = { email: "twice@", firstName: " ", total: "2195" };
    const response = await post("/checkout", mistyped, { Cookie: "juniper_basket=stoneware-mug*1" });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain("Tell us your first name.");
    expect(page).toContain("look like an email address");
    const changed = { ...mistyped, total: "1" };
    const again = await post("/checkout", changed, { Cookie: "juniper_basket=stoneware-mug*1" });
    expect(await again.text()).toContain("The total has changed");
  });

  it("tells Regulars later of an order that it couldn't tell of", async () => {
    const { shop } = served.databases;
    // As it is left when every try got no answer.
    const row = await shop
      .prepare("SELECT document FROM purchase WHERE customer_id = 'cus_tomas'")
      .first<{ document: string }>();
    const now = Date.now();
    const order = {
      ...(JSON.parse(row?.document ?? "{}") as object),
      placedAt: new Date(now).toISOString(),
      updatedAt: new Date(now).toISOString(),
      paidAt: new Date(now).toISOString(),
    };
    await shop
      .prepare(
        "INSERT INTO purchase (access_key, customer_id, document, placed_at, updated_at) VALUES ('k', 'cus_tomas', ?1, ?2, ?2)",
      )
      .bind(JSON.stringify(order), now)
      .run();
    await vi.waitFor(
      async () => {
        await fetch(served.url);
        expect(await balanceOf("cus_tomas")).toEqual({ available: 100, pending: 164, debt: 0 });
      },
      { timeout: 20_000, interval: 500 },
    );
  });
});

describe("the local run", () => {
  it("is brought to its end when its history was stopped half-way", async () => {
    const store = await readDemoStore(state);
    if (!store) throw new Error("There is no demo store.");
    await served.stop();
    await writeDemoStore(state, { ...store, isComplete: false });
    const again = await makeDemoStore({ persistTo: state, members: 3 });
    expect(again.store).toEqual(store);
    expect(again.counts?.order).toBeGreaterThan(20);
    served = await serve({ persistTo: state });
    expect(await balanceOf("cus_anna")).toEqual({ available: 1240, pending: 86, debt: 0 });
    expect(await api("/v1/ledger/check")).toMatchObject({ ok: true, problems: [] });
  }, 60_000);

  it("takes another port when the one asked for is taken, and tells the store so", async () => {
    const { server, port } = await listen();
    await served.stop();
    served = await serve({ persistTo: state, port });
    server.close();
    expect(served.url).not.toContain(`:${port}`);
    const store = await served.databases.regulars
      .prepare("SELECT landing_url, origins FROM stores")
      .first<{ landing_url: string; origins: string }>();
    expect(store?.landing_url).toBe(`${served.url}/`);
    expect(store?.origins).toContain(served.url);
  }, 60_000);
});

function post(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(served.url + path, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Origin: served.url, ...headers },
    redirect: "manual",
  });
}

function listen(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({ server, port: address !== null && typeof address === "object" ? address.port : 0 });
    });
  });
}

describe("the mailbox", () => {
  it("shows the mail that the Worker sends over SMTP, in the shopper's language, and lets its HTML do nothing", async () => {
    const store = await readDemoStore(state);
    const asked = await fetch(`${served.url}/storefront/sign-in-codes?key=${store?.publishableKey ?? ""}`, {
      method: "POST",
      headers: { "Content-Type": "text/plain" },
      body: JSON.stringify({ email: "visitor@example.com", locale: "de-AT" }),
    });
    expect(asked.status).toBe(202);
    const [mail] = served.mails();
    expect(mail).toMatchObject({ to: "visitor@example.com", from: { address: "rewards@juniper.example" } });
    const list = await (await fetch(`${served.url}/mailbox`)).text();
    expect(list).toContain("ist Ihr Code für Juniper &amp; Co");
    const page = await fetch(`${served.url}/mailbox/${mail?.number ?? 0}`);
    const text = await page.text();
    expect(text).toContain("geben Sie diesen Code ein");
    expect(text).toContain("<iframe sandbox ");
    expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect((await fetch(`${served.url}/mailbox/999`)).status).toBe(404);
  });
});

describe("the token tester", () => {
  it("says by keyboard alone what is wrong with a token, under its own content policy", async () => {
    const { REGULARS_KEY, token } = await signedToken();
    const browser = await chromium.launch(await chromiumLaunchOptions());
    const page = await browser.newPage();
    const refused: string[] = [];
    page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
    await page.goto(`${served.url}/reference/token-tester/`);
    await page.locator("#key").focus();
    await page.keyboard.type(REGULARS_KEY);
    await page.keyboard.press("Tab");
    await page.keyboard.insertText(token);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const result = page.getByRole("status");
    await expect.poll(() => result.textContent()).toContain("The token is right.");
    await page.locator("#token").fill(`${token.slice(0, -4)}AAAA`);
    await page.getByRole("button", { name: "Check it" }).press("Space");
    await expect.poll(() => result.textContent()).toContain("One thing is wrong.");
    expect(await result.getByRole("row", { name: "signature" }).textContent()).toContain("✗ wrong");
    expect(refused).toEqual([]);
    await browser.close();
  });
});

/** A token as the demo store signs it for Anna. */
async function signedToken() {
  const store = await readDemoStore(state);
  if (!store) throw new Error("There is no demo store.");
  const now = Math.floor(Date.now() / 1000);
  const token = await new SignJWT()
    .setProtectedHeader({ alg: "HS256", kid: store.signingKey.id })
    .setAudience(store.publishableKey)
    .setSubject("cus_anna")
    .setExpirationTime(now + 300)
    .sign(new TextEncoder().encode(store.signingKey.secret));
  return { REGULARS_KEY: store.publishableKey, token };
}
