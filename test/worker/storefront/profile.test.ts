/** What a shopper sees, changes, takes along and erases of themselves. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { memberExportSchema } from "../../../worker/members/export-member.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { mergeMembers } from "../../../worker/members/merge.ts";
import { postBirthdays } from "../../../worker/members/post-birthdays.ts";
import { profileSchema } from "../../../worker/members/profile.ts";
import { configurationWithin } from "../../../worker/stores/configuration.ts";
import { storeContext } from "../../../worker/stores/store-context.ts";
import { losesOneAnswer } from "../database/bindings.ts";
import { contents, count } from "../database/contents.ts";
import { redeem } from "../http/furnished-store.ts";
import { DAY, environment, PROGRAM, START, StoreUnderTest } from "../store-under-test.ts";

const MINUTE = 60_000;
const BIRTHDAYS = { ...PROGRAM, earning: { ...PROGRAM.earning, birthday: 200 } };

let store: StoreUnderTest;
let memberId: string;
let session: string;
beforeEach(async () => {
  store = await StoreUnderTest.make(BIRTHDAYS);
  memberId = await store.member("anna", { email: "Anna@example.com", firstName: "Anna" });
  session = await store.session("anna");
});

const call = async (body: object, key?: string) =>
  store.page("POST", "/storefront/profile", { session, body, ...(key === undefined ? {} : { key }) });
const change = async (body: object) => (await call(body)).as(profileSchema);
const read = async () => (await store.page("GET", "/storefront/profile", { session })).as(profileSchema);
const erase = (key?: string) =>
  store.page("POST", "/storefront/profile/delete", {
    session,
    body: { confirm: "delete" },
    ...(key === undefined ? {} : { key }),
  });
const exported = async () =>
  (await store.server("GET", `/v1/members/${memberId}/export`)).as(memberExportSchema);

/** Runs the job that gives points on birthdays. */
const runJobs = async () =>
  postBirthdays(databaseOf(environment), { now: store.now, storeId: store.id }, 100);

/** Time passes, and the shopper signs in anew. */
async function later(milliseconds: number): Promise<void> {
  store.now += milliseconds;
  session = await store.session("anna");
}

const iso = (at: number) => new Date(at).toISOString();

describe("a profile", () => {
  test("is what the store knows of the member, and nothing that they didn't say", async () => {
    const member = (await store.server("GET", `/v1/members/${memberId}`)).as(memberSchema);
    expect(await read()).toEqual({
      firstName: "Anna",
      email: "Anna@example.com",
      birthday: null,
      birthdayChangeable: true,
      language: null,
      consent: { marketing: false, changedAt: null },
      joinedAt: iso(START),
      number: member.number,
    });
  });

  test("changes as it is told: what is left out stays, and null clears", async () => {
    const before = await read();
    store.now += 5;
    const after = await change({ firstName: " Annika ", language: "DE-at", consent: { marketing: true } });
    expect(after).toEqual({
      ...before,
      firstName: "Annika",
      language: "de-AT",
      consent: { marketing: true, changedAt: iso(START + 5) },
    });
    expect(await read()).toEqual(after);
    expect(await change({ firstName: null, language: null })).toEqual({
      ...after,
      firstName: null,
      language: null,
    });
    expect(await change({})).toEqual(await read());
  });

  test("the store sees what the shopper said, and may say it too", async () => {
    await change({ language: "fr", consent: { marketing: true } });
    const member = async () => (await store.server("GET", `/v1/members/${memberId}`)).as(memberSchema);
    expect(await member()).toMatchObject({
      language: "fr",
      consent: { marketing: true, changedAt: iso(START), source: "shopper" },
    });
    store.now += DAY;
    const body = { language: "nl", consent: { marketing: false } };
    await store.server("PATCH", `/v1/members/${memberId}`, { body });
    expect(await member()).toMatchObject({
      language: "nl",
      consent: { marketing: false, changedAt: iso(START + DAY), source: "store" },
    });
    const made = await store.server("POST", "/v1/members", {
      body: { customerId: "bo", language: "sv", consent: { marketing: true } },
    });
    expect(made.as(memberSchema)).toMatchObject({
      language: "sv",
      consent: { marketing: true, changedAt: iso(START + DAY), source: "store" },
    });
  });

  test("the same key answers the same and changes nothing more, also where the first answer was lost", async () => {
    const body = { firstName: "Annie", birthday: "03-08", consent: { marketing: true } };
    store.environment = losesOneAnswer().environment;
    expect((await call(body, "one")).status).toBe(500);
    store.environment = environment;
    const after = await contents(store.id);
    const again = await call(body, "one");
    expect(again.as(profileSchema)).toMatchObject({ firstName: "Annie", birthday: "03-08" });
    await change({ firstName: "Anna" });
    expect((await call(body, "one")).text).toBe(again.text);
    expect((await read()).firstName).toBe("Anna");
    expect((await contents(store.id)).member_consents).toEqual(after.member_consents);
    expect((await call({ firstName: "Bo" }, "one")).problem().code).toBe("idempotency_key_reused");
  });

  test("events say which fields changed, and not to what", async () => {
    await change({ language: "de", consent: { marketing: true, words: "Yes please" } });
    const events = await store.server("GET", "/v1/events?types=member.updated");
    const changed = z.object({ items: z.array(z.object({ data: z.looseObject({ changed: z.unknown() }) })) });
    expect(events.as(changed).items.map(({ data }) => data.changed)).toEqual([["language"], ["consent"]]);
    expect(events.text).not.toContain("Yes please");
  });
});

describe("consent", () => {
  test("is proved by what was said, when, by whom and to which words; the same said again is nothing new", async () => {
    const words = "Send me news and offers by mail.";
    await change({ consent: { marketing: true, words } });
    await later(DAY);
    await change({ consent: { marketing: true } });
    expect((await read()).consent).toEqual({ marketing: true, changedAt: iso(START) });
    await store.server("PATCH", `/v1/members/${memberId}`, { body: { consent: { marketing: false } } });
    await later(DAY);
    await change({ consent: { marketing: true } });
    const said = (marketing: boolean, day: number, source: string, as: string | null = null) => ({
      marketing,
      saidAt: iso(START + day * DAY),
      recordedAt: iso(START + day * DAY),
      source,
      words: as,
    });
    expect((await exported()).consents).toEqual([
      said(true, 0, "shopper", words),
      said(false, 1, "store"),
      said(true, 2, "shopper"),
    ]);
  });

  test("of many who say it at once, one is written down", async () => {
    await Promise.all(Array.from({ length: 8 }, () => change({ consent: { marketing: true } })));
    expect((await exported()).consents).toHaveLength(1);
  });

  test("a refusal by somebody who was never asked is kept as one", async () => {
    expect((await change({ consent: { marketing: false } })).consent.changedAt).toBe(iso(START));
    expect((await exported()).consents).toMatchObject([{ marketing: false, source: "shopper" }]);
  });

  test("the proof can't be changed or taken away, even by the database's owner", async () => {
    await change({ consent: { marketing: true, words: "Yes" } });
    for (const statement of [
      "UPDATE member_consents SET marketing = 0 WHERE store_id = ?",
      "UPDATE member_consents SET words = 'Yes, everything' WHERE store_id = ?",
      "DELETE FROM member_consents WHERE store_id = ?",
    ])
      await expect(environment.DB.prepare(statement).bind(store.id).run()).rejects.toThrow(
        "consent_is_final",
      );
  });

  test("of two accounts that became one, what was said last counts, with the history of both", async () => {
    const other = await store.member("bo");
    const at = async (id: string, marketing: boolean) =>
      store.server("PATCH", `/v1/members/${id}`, { body: { consent: { marketing }, language: "da" } });
    await at(other, true);
    store.now += MINUTE;
    await at(memberId, false);
    const configuration = await configurationWithin(environment, store.keys.secret.key, "secret", 0);
    if (!configuration) throw new Error("The store has no such key.");
    expect(await mergeMembers(storeContext(environment, configuration, store.now), "anna", "bo")).toBe(other);
    const kept = (await store.server("GET", `/v1/members/${other}`)).as(memberSchema);
    expect(kept).toMatchObject({
      language: "da",
      consent: { marketing: false, changedAt: iso(START + MINUTE), source: "store" },
    });
    // Their session from before reads, changes and erases what is kept of them.
    expect(await change({ firstName: "Bo" })).toMatchObject({
      firstName: "Bo",
      consent: { marketing: false },
    });
    const both = await store.server("GET", `/v1/members/${other}/export`);
    expect(both.as(memberExportSchema).consents.map(({ marketing }) => marketing)).toEqual([true, false]);
    expect((await erase()).status).toBe(200);
    expect((await store.server("GET", `/v1/members/${other}`)).status).toBe(404);
    const names =
      "SELECT count(*) AS count FROM idempotency_keys WHERE store_id = ? AND response LIKE '%firstName%'";
    expect(await count(names, store.id)).toBe(0);
  });
});

describe("a birthday", () => {
  test("is said once; the same again is no change, another is for the store to correct", async () => {
    expect(await change({ birthday: "02-29" })).toMatchObject({
      birthday: "02-29",
      birthdayChangeable: false,
    });
    expect(await change({ birthday: "02-29", firstName: "A" })).toMatchObject({ firstName: "A" });
    for (const birthday of ["02-28", null]) {
      const refused = await call({ birthday, firstName: "Nobody" });
      expect(refused.problem()).toMatchObject({ code: "birthday_fixed", status: 409 });
      expect(refused.problem().detail).toContain("ask the store");
    }
    expect(await read()).toMatchObject({ birthday: "02-29", firstName: "A" });
    await store.server("PATCH", `/v1/members/${memberId}`, { body: { birthday: "02-28" } });
    expect(await read()).toMatchObject({ birthday: "02-28", birthdayChangeable: false });
    await store.server("PATCH", `/v1/members/${memberId}`, { body: { birthday: null } });
    expect(await change({ birthday: "02-29" })).toMatchObject({
      birthday: "02-29",
      birthdayChangeable: false,
    });
  });

  test("that the store told may be corrected, unless it was given this year", async () => {
    await store.server("PATCH", `/v1/members/${memberId}`, { body: { birthday: "11-02" } });
    expect((await read()).birthdayChangeable).toBe(true);
    await later(DAY);
    await runJobs();
    expect(await store.balance(memberId)).toMatchObject({ available: 200 });
    expect((await read()).birthdayChangeable).toBe(false);
    expect((await call({ birthday: "11-20" })).problem().code).toBe("birthday_fixed");
    await later(Date.UTC(2027, 0, 1, 12) - store.now);
    expect(await change({ birthday: "11-20" })).toMatchObject({ birthdayChangeable: false });
  });

  test("that is today gives its points once, and no other day gives more", async () => {
    await change({ birthday: "11-01" });
    for (let day = 0; day < 4; day++) {
      await runJobs();
      store.now += DAY;
    }
    session = await store.session("anna");
    expect((await call({ birthday: "11-06" })).status).toBe(409);
    await store.server("PATCH", `/v1/members/${memberId}`, { body: { birthday: "11-05" } });
    await runJobs();
    expect(await store.balance(memberId)).toEqual({ available: 200, pending: 0, debt: 0 });
  });

  test("of several said at once, one stands", async () => {
    const answers = await Promise.all(["01-01", "02-02", "03-03"].map((birthday) => call({ birthday })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });
});

describe("the shopper's own data", () => {
  test("is a file with what the server's export holds, less who of the store's people did what", async () => {
    await change({ birthday: "03-08", language: "fi", consent: { marketing: true, words: "Yes" } });
    await store.server("POST", "/v1/adjustments", {
      body: { memberId, points: 900, description: "Sorry", actor: "Priya" },
    });
    await redeem(store, memberId);
    const file = await store.page("GET", "/storefront/profile/export", { session });
    expect(file.headers.get("Content-Disposition")).toBe('attachment; filename="my-data.json"');
    const { entries, ...own } = file.as(memberExportSchema);
    const { entries: all, ...whole } = await exported();
    expect(own).toEqual(whole);
    expect(entries.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(JSON.stringify(all)).toContain("Priya");
    expect(file.text).not.toContain("Priya");
  });

  test("goes at their word: the session leads to nobody, points lapse, a voucher stays good, nobody is named", async () => {
    await change({ birthday: "03-08", language: "cy", consent: { marketing: true, words: "Yes, for Anna" } });
    await store.earn(memberId, 900);
    const code = await redeem(store, memberId);
    expect((await erase()).text).toBe(`{"id":"${memberId}","erasedAt":"${iso(START)}"}`);
    for (const path of ["panel", "profile", "profile/export"])
      expect((await store.page("GET", `/storefront/${path}`, { session })).problem().code).toBe(
        "session_expired",
      );
    for (const body of [{ firstName: "Anna" }, { consent: { marketing: true } }])
      expect((await call(body)).problem().code).toBe("session_expired");
    expect(await store.balance(memberId)).toEqual({ available: 0, pending: 0, debt: 0 });
    expect((await store.server("GET", `/v1/vouchers/${code}`)).text).toContain('"status":"issued"');
    expect(await store.problems()).toEqual([]);
    const rows = JSON.stringify(await contents(store.id)).toLowerCase();
    for (const word of ["anna", "03-08", '\\"cy\\"']) expect(rows).not.toContain(word);
    const agreed = "SELECT count(*) AS count FROM member_consents WHERE store_id = ? AND marketing = 1";
    expect(await count(agreed, store.id)).toBe(1);
  });

  test("a second call with the same key answers the same; with another their session is over", async () => {
    store.environment = losesOneAnswer().environment;
    expect((await erase("go")).status).toBe(500);
    store.environment = environment;
    const after = await contents(store.id);
    const [second, third] = [await erase("go"), await erase("go")];
    expect([second.status, second.text]).toEqual([200, `{"id":"${memberId}","erasedAt":"${iso(START)}"}`]);
    expect(third.text).toBe(second.text);
    expect((await erase("go again")).problem().code).toBe("session_expired");
    expect(await contents(store.id)).toEqual(after);
  });

  test("of many deletions at once one erases, and the others' session is over", async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => erase()));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401]);
    const told = "SELECT count(*) AS count FROM events WHERE store_id = ? AND type = 'member.erased'";
    expect(await count(told, store.id)).toBe(1);
  });
});
