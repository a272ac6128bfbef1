/** How a shopper signs in by an emailed code, as a page does it. */
import { z } from "zod";
import { panelSchema } from "../../../worker/storefront/answers.ts";
import { codeTo } from "../mailbox.ts";
import { environment, StoreUnderTest, type Answer, type Call } from "../store-under-test.ts";
import { ASSETS } from "./words.ts";

export const signedIn = z.strictObject({
  session: z.string(),
  expiresAt: z.iso.datetime(),
  refresh: z.string(),
  refreshExpiresAt: z.iso.datetime(),
  panel: panelSchema,
});
export type SignedIn = z.infer<typeof signedIn>;

let people = 0;

/** An address that nobody had before: the mailbox is shared by all tests. */
export function newAddress(name = "shopper"): string {
  return `${name}.${++people}.${crypto.randomUUID().slice(0, 8)}@example.com`;
}

/** Asks for a code. */
export function ask(
  store: StoreUnderTest,
  email: string,
  more: object = {},
  call: Call = {},
): Promise<Answer> {
  return store.page("POST", "/storefront/sign-in-codes", { body: { email, ...more }, ...call });
}

/** Types a code. */
export function enter(store: StoreUnderTest, email: string, code: string, call: Call = {}): Promise<Answer> {
  return store.page("POST", "/storefront/sessions/email", { body: { email, code }, ...call });
}

/** Asks for a code, reads the mail, and types it. */
export async function signIn(store: StoreUnderTest, email: string, more: object = {}): Promise<SignedIn> {
  const asked = await ask(store, email, more);
  if (asked.status !== 202) throw new Error(asked.text);
  return (await enter(store, email, await codeTo(email))).as(signedIn);
}

export function refresh(store: StoreUnderTest, token: string): Promise<Answer> {
  return store.page("POST", "/storefront/sessions/refresh", { body: { refresh: token } });
}

/** A code that is not this one. */
export function otherThan(code: string, by = 1): string {
  return String((Number(code) + by) % 1_000_000).padStart(6, "0");
}

/** A store whose mails have their words; `more` replaces what is bound. */
export async function mailingStore(
  more: Partial<typeof environment> = {},
  name = "Juniper & Co",
): Promise<StoreUnderTest> {
  const store = await StoreUnderTest.make(undefined, undefined, { name });
  store.environment = { ...environment, ASSETS, ...more };
  return store;
}
