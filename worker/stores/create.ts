import { eq } from "drizzle-orm";
import { z } from "zod";
import { databaseOf, write } from "../database/client.ts";
import { newId } from "../database/id.ts";
import { storeKeys, stores } from "../database/schema.ts";
import type { Environment } from "../environment.ts";
import { accent } from "./look.ts";
import { changedConfiguration, keyRow, newKey, type NewKey } from "./keys.ts";

const origin = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    "Give scheme and host only: https://shop.example.com",
  );

/** What a store is made from. */
export const newStore = z.strictObject({
  /** Stands in referral links: https://…/r/{handle}-{code}. */
  handle: z.string().regex(/^[a-z0-9]{2,24}$/, "Use 2 to 24 lower-case letters and digits."),
  name: z.string().trim().min(1).max(80),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .refine((code) => Intl.supportedValuesOf("currency").includes(code), "This is no ISO 4217 currency."),
  locale: z.string().refine((tag) => isLocale(tag), "This is no BCP 47 language tag, such as en-GB."),
  timeZone: z
    .string()
    .refine((zone) => isTimeZone(zone), "This is no IANA time zone, such as Europe/London."),
  accent,
  /** Where a referral link leads. */
  landingUrl: z.url({ protocol: /^https?$/ }),
  origins: z.array(origin).max(20),
  /** A sandbox store is for trying out: its clock can be set forward. It stays one. */
  sandbox: z.boolean().default(false),
});
export type NewStore = z.input<typeof newStore>;

export interface CreatedStore {
  id: string;
  /** Shown this once: one key of each kind. */
  keys: { publishable: NewKey; secret: NewKey; signing: NewKey };
}

/** Makes a store with a key of each kind; throws a ZodError on bad input. */
export async function createStore(
  environment: Environment,
  input: NewStore,
  now: number,
): Promise<CreatedStore> {
  const values = newStore.parse(input);
  const id = newId("sto", now);
  const database = databaseOf(environment, id);
  const keys = { publishable: newKey("publishable"), secret: newKey("secret"), signing: newKey("signing") };
  const rows = await Promise.all(Object.values(keys).map((key) => keyRow(environment, id, key, now)));
  await write(database, [
    database.insert(stores).values({
      id,
      ...values,
      programVersion: 0,
      configurationVersion: 1,
      clockOffset: 0,
      createdAt: now,
    }),
    database.insert(storeKeys).values(rows),
  ]);
  return { id, keys };
}

/** Sets the origins whose pages may call the storefront API; throws a ZodError on one that isn't an origin. */
export async function setOrigins(
  environment: Environment,
  storeId: string,
  origins: string[],
): Promise<void> {
  const database = databaseOf(environment, storeId);
  await write(database, [
    database
      .update(stores)
      .set({ origins: newStore.shape.origins.parse(origins) })
      .where(eq(stores.id, storeId)),
    changedConfiguration(environment, storeId),
  ]);
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
