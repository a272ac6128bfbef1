/** The mail that brings a code: to a real server, in the shopper's language, and with nothing in it that a stranger wrote. */
import { describe, expect, inject, test } from "vitest";
import { storefrontSchema } from "../../../worker/storefront/answers.ts";
import { count } from "../database/contents.ts";
import { codeTo, mailsTo, newestMailTo } from "../mailbox.ts";
import { environment, StoreUnderTest } from "../store-under-test.ts";
import { ask, enter, mailingStore, newAddress } from "./signing-in.ts";
import { ASSETS } from "./words.ts";

const header = (headers: string[], name: string) =>
  headers.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));

test("says who sends it, what for, and that no machine is to answer", async () => {
  const store = await mailingStore();
  const email = newAddress();
  await ask(store, email, { name: "Anna" });
  const mail = await newestMailTo(email);
  const code = await codeTo(email);
  expect(mail.from).toEqual({ name: "Juniper & Co", address: "rewards@juniper.example" });
  expect(mail.envelopeFrom).toBe("rewards@juniper.example");
  expect(mail.subject).toBe(`${code} is your code for Juniper & Co`);
  expect(mail.text).toContain("Enter this code to sign in at Juniper & Co:");
  expect(mail.html).toContain(`>${code}</p>`);
  expect(mail.html).toContain('<html lang="en" dir="ltr">');
  expect(mail.html).toContain("Juniper &amp; Co");
  expect(mail.html).not.toMatch(/<(img|script|link|a)\b|https?:/);
  // Nobody has the store send their words to a stranger.
  expect(mail.text).not.toContain("Anna");
  const [id] = header(mail.headers, "Message-ID");
  expect(id).toMatch(/^Message-ID: <[0-9a-f-]{36}@juniper\.example>$/);
  expect(header(mail.headers, "Auto-Submitted")).toEqual(["Auto-Submitted: auto-generated"]);
  expect(header(mail.headers, "Date")).toEqual(["Date: Sun, 01 Nov 2026 12:00:00 +0000"]);
  expect(header(mail.headers, "Content-Type")[0]).toContain("multipart/alternative");
});

test.each([
  ["line ends", "Juniper\r\nBcc: eve@example.com\r\n\r\nBuy!"],
  ["quotes and an address", 'Juniper" <eve@example.com>, "x'],
  ["an encoded word", "=?utf-8?B?SGk=?= Juniper"],
  ["a hundred letters of many bytes", "Žluťoučký kůň 🐎 ".repeat(6)],
  ["HTML", "<script>alert(1)</script>"],
  ["a pattern of a replacement", "Juniper $& $1 {code}"],
])("a store's name with %s stays a name", async (_what, name) => {
  const store = await mailingStore({}, "Juniper");
  await environment.DB.prepare(
    "UPDATE stores SET name = ?, configuration_version = configuration_version + 1 WHERE id = ?",
  )
    .bind(name, store.id)
    .run();
  const email = newAddress();
  expect((await ask(store, email)).status).toBe(202);
  const mail = await newestMailTo(email);
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  expect(mail.from.address).toBe("rewards@juniper.example");
  expect(plain(mail.from.name)).toBe(plain(name));
  expect(header(mail.headers, "Bcc")).toEqual([]);
  expect(header(mail.headers, "Subject")).toHaveLength(1);
  for (const line of mail.headers.flatMap((each) => each.split(/\r?\n/)))
    expect(line.length).toBeLessThanOrEqual(78);
  expect(mail.html).not.toContain("<script>");
  const code = await codeTo(email);
  expect((await enter(store, email, code)).status).toBe(200);
});

test("a shopper's name with line ends is refused, and none is ever in a mail", async () => {
  const store = await mailingStore();
  const answer = await ask(store, newAddress(), { name: "Anna\r\nBcc: eve@example.com" });
  expect(answer.problem()).toMatchObject({ code: "invalid_request", errors: [{ pointer: "/name" }] });
});

describe("is in the language", () => {
  test.each([
    ["that was asked for", "de-AT", "en-GB", 'lang="de" dir="ltr"', "geben Sie diesen Code ein"],
    ["of the store, where none was", undefined, "fr-CA", 'lang="fr" dir="ltr"', "Saisissez ce code"],
    ["of the store, where there is none such", "xx-YY", "tr-TR", 'lang="tr" dir="ltr"', "bu kodu girin"],
    ["from right to left", "ar", "en-GB", 'lang="ar" dir="rtl"', "أدخل هذا الرمز"],
    ["in traditional characters", "zh-HK", "en-GB", 'lang="zh-Hant" dir="ltr"', "驗證碼"],
  ])("%s", async (_which, locale, ofStore, attributes, words) => {
    const store = await StoreUnderTest.make(undefined, undefined, { locale: ofStore });
    store.environment = { ...environment, ASSETS };
    const email = newAddress();
    expect((await ask(store, email, locale === undefined ? {} : { locale })).status).toBe(202);
    const mail = await newestMailTo(email);
    expect(mail.html).toContain(attributes);
    expect(mail.text).toContain(words);
    expect(mail.subject).toContain(await codeTo(email));
    expect(header(mail.headers, "Content-Language")[0]).toContain(/lang="([\w-]+)"/.exec(attributes)?.[1]);
  });

  test("English, and says so, where the words can't be read", async () => {
    const store = await mailingStore({
      ASSETS: { fetch: () => Promise.reject(new Error()) } as unknown as Fetcher,
    });
    const email = newAddress();
    await ask(store, email, { locale: "uk" });
    expect((await newestMailTo(email)).html).toContain('lang="en"');
  });
});

describe("that can't be sent", () => {
  test.each([
    ["refuses the recipient", "refused"],
    ["drops the connection", "dropped"],
  ])("because the server %s: the code is void, and it may be asked again at once", async (_what, name) => {
    const store = await mailingStore();
    const email = newAddress(name);
    for (let times = 1; times <= 8; times++) {
      const answer = await ask(store, email);
      expect(answer.problem()).toMatchObject({ status: 503, code: "mail_not_sent" });
      expect(answer.text).not.toMatch(/550|mailbox|localhost|smtp/i);
    }
    expect(await count("SELECT count(*) AS count FROM codes WHERE store_id = ?", store.id)).toBe(0);
  });

  test("because nobody listens", async () => {
    const store = await mailingStore({ SMTP_URL: "smtp://localhost:1" });
    expect((await ask(store, newAddress())).problem().code).toBe("mail_not_sent");
  });

  test("because the server would want it in the clear, elsewhere than on this machine", async () => {
    const { port } = new URL(inject("smtp").url);
    // In capitals it isn't taken for this machine, and the server offers no STARTTLS.
    const store = await mailingStore({ SMTP_URL: `smtp://LOCALHOST:${port}` });
    const email = newAddress();
    expect((await ask(store, email)).problem().code).toBe("mail_not_sent");
    expect(await mailsTo(email)).toEqual([]);
  });
});

test.each([
  ["in the clear, on this machine", "withPassword"],
  ["over TLS", "withTls"],
  ["after STARTTLS", "withStartTls"],
] as const)(
  "is handed in with the name and the password that the server asks for, %s",
  async (_how, which) => {
    const url = inject("smtp")[which];
    const store = await mailingStore({ SMTP_URL: url });
    const email = newAddress();
    expect((await ask(store, email)).status).toBe(202);
    expect(await mailsTo(email)).toHaveLength(1);
    store.environment = { ...store.environment, SMTP_URL: url.replace("juniper", "eve") };
    expect((await ask(store, newAddress())).problem().code).toBe("mail_not_sent");
  },
);

test.each([
  ["SMTP_URL is left out", { SMTP_URL: "" }],
  ["MAIL_FROM is left out", { MAIL_FROM: "" }],
  ["SMTP_URL is no address of a mail server", { SMTP_URL: "https://mail.example.com" }],
  ["MAIL_FROM is no address", { MAIL_FROM: "Juniper <x@y>" }],
])("where %s none is sent, and the page knows before it asks", async (_what, settings) => {
  const store = await mailingStore(settings);
  const shown = await store.page("GET", "/storefront/program");
  expect(shown.as(storefrontSchema).store.signIn).toEqual({ email: false });
  expect((await ask(store, newAddress())).problem()).toMatchObject({
    status: 503,
    code: "mail_not_configured",
  });
});
