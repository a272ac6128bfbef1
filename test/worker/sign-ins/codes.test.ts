/** An emailed code: the same answer for everybody, good once, for ten minutes, for five tries, and only the newest. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { newCode } from "../../../worker/sign-ins/emailed-code.ts";
import { count } from "../database/contents.ts";
import { codeTo, mailsTo, newestMailTo } from "../mailbox.ts";
import { environment, StoreUnderTest, type Answer } from "../store-under-test.ts";
import { ask, enter, newAddress, otherThan, signIn, signedIn } from "./signing-in.ts";

const asked = z.strictObject({
  expiresAt: z.iso.datetime(),
  digits: z.literal(6),
  askAgainAfter: z.iso.datetime(),
});

let store: StoreUnderTest;
beforeAll(async () => {
  store = await StoreUnderTest.make();
});
beforeEach(() => {
  // The store's hour is over between tests, as is every address's half minute.
  store.now += 3_700_000;
});

const at = (offset: number) => new Date(store.now + offset).toISOString();
const members = () => count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id);

describe("asking for a code", () => {
  test("is answered the same, and sends the same mail, whether or not somebody is a member", async () => {
    const [known, unknown] = [newAddress("known"), newAddress("unknown")];
    await store.member(newAddress(), { email: known });
    const answers = [await ask(store, known), await ask(store, unknown)];
    for (const answer of answers) {
      expect(answer.status).toBe(202);
      expect(answer.as(asked)).toEqual({ expiresAt: at(600_000), digits: 6, askAgainAfter: at(30_000) });
    }
    const names = answers.map(({ headers }) => [...headers.keys()].sort());
    expect(names[0]).toEqual(names[1]);
    const words = await Promise.all(
      [known, unknown].map(async (to) => (await newestMailTo(to)).text.replace(/^\d{6}$/m, "")),
    );
    expect(words[0]).toBe(words[1]);
  });

  test("makes nobody a member", async () => {
    const before = await members();
    expect((await ask(store, newAddress())).status).toBe(202);
    expect(await members()).toBe(before);
  });

  test("keeps neither the code nor the address", async () => {
    const email = newAddress();
    await ask(store, email);
    const code = await codeTo(email);
    const { results } = await environment.DB.prepare("SELECT * FROM codes WHERE store_id = ?")
      .bind(store.id)
      .all();
    const counts = await environment.DB.prepare("SELECT * FROM hourly_counts WHERE store_id = ?")
      .bind(store.id)
      .all();
    const kept = JSON.stringify([results, counts.results]);
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(email.split("@")[0]);
  });

  test("may come as text/plain, which needs no preflight", async () => {
    const email = newAddress();
    const headers = { "Content-Type": "text/plain" };
    expect((await ask(store, email, {}, { headers })).status).toBe(202);
    expect((await enter(store, email, await codeTo(email), { headers })).status).toBe(200);
  });
});

describe("a code", () => {
  test("signs in the member with the address, however it is spelt", async () => {
    const email = newAddress("anna");
    const memberId = await store.member(newAddress(), { email });
    expect((await signIn(store, email.toUpperCase().replace("EXAMPLE", "Example"))).panel.member.id).toBe(
      memberId,
    );
  });

  test("makes a member of a shopper who is none, by the name that they gave", async () => {
    const email = newAddress("new");
    const { panel } = await signIn(store, email, { name: "Zoë" });
    expect(panel.member.firstName).toBe("Zoë");
    expect((await store.server("GET", `/v1/members/${panel.member.id}`)).text).toContain(email);
  });

  test("works once, also where it is typed in four places at once", async () => {
    const email = newAddress();
    await ask(store, email);
    const code = await codeTo(email);
    const before = await members();
    const answers = await Promise.all(Array.from({ length: 4 }, () => enter(store, email, code)));
    const good = answers.filter(({ status }) => status === 200);
    expect(good).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expect(answer.problem()).toMatchObject({ status: 422, code: "code_invalid" });
    expect(await members()).toBe(before + 1);
    expect(
      await count(
        "SELECT count(*) AS count FROM sign_ins WHERE store_id = ? AND member_id = ?",
        store.id,
        good[0]?.as(signedIn).panel.member.id ?? "",
      ),
    ).toBe(1);
    expect((await enter(store, email, code)).problem().code).toBe("code_invalid");
  });

  test("is dead after five wrong tries, and says nothing of it", async () => {
    const email = newAddress();
    await ask(store, email);
    const code = await codeTo(email);
    const wrong: string[] = [];
    for (let tries = 1; tries <= 5; tries++)
      wrong.push((await enter(store, email, otherThan(code, tries))).text);
    const right = await enter(store, email, code);
    expect(right.problem().code).toBe("code_invalid");
    expect(new Set([...wrong, right.text]).size).toBe(1);
  });

  test("gets five tries and no more where a hundred come at once", async () => {
    const email = newAddress();
    await ask(store, email);
    const code = await codeTo(email);
    await Promise.all(Array.from({ length: 100 }, (_, by) => enter(store, email, otherThan(code, by + 1))));
    expect(
      await count(
        "SELECT sum(tries) AS count FROM codes WHERE store_id = ? AND sent_at = ?",
        store.id,
        store.now,
      ),
    ).toBe(5);
    expect((await enter(store, email, code)).problem().code).toBe("code_invalid");
  });

  test("is good at the fifth try", async () => {
    const email = newAddress();
    await ask(store, email);
    const code = await codeTo(email);
    for (let tries = 1; tries <= 4; tries++) await enter(store, email, otherThan(code, tries));
    expect((await enter(store, email, code)).status).toBe(200);
  });

  test("is good for ten minutes, to the millisecond", async () => {
    const [early, late] = [newAddress(), newAddress()];
    await ask(store, early);
    await ask(store, late);
    const [first, second] = [await codeTo(early), await codeTo(late)];
    store.now += 599_999;
    expect((await enter(store, early, first)).status).toBe(200);
    store.now += 1;
    expect((await enter(store, late, second)).problem().code).toBe("code_invalid");
  });

  test("is replaced by a newer one", async () => {
    const email = newAddress();
    await ask(store, email);
    const older = await codeTo(email);
    store.now += 30_000;
    await ask(store, email);
    const newer = await codeTo(email);
    if (newer !== older) expect((await enter(store, email, older)).problem().code).toBe("code_invalid");
    expect((await enter(store, email, newer)).status).toBe(200);
  });

  test("of another address, of another store or of nobody is none", async () => {
    const [email, other] = [newAddress(), newAddress()];
    const elsewhere = await StoreUnderTest.make(undefined, store.now);
    await ask(store, email);
    const code = await codeTo(email);
    expect((await enter(store, other, code)).problem().code).toBe("code_invalid");
    expect((await enter(elsewhere, email, code)).problem().code).toBe("code_invalid");
    expect((await enter(store, newAddress(), "000000")).problem().code).toBe("code_invalid");
  });

  test.each([
    ["with spaces and a hyphen", (code: string) => ` ${code.slice(0, 3)} - ${code.slice(3)} `],
    ["on an Arabic keyboard", (code: string) => inDigitsFrom(code, 0x660)],
    ["on a Persian keyboard", (code: string) => inDigitsFrom(code, 0x6f0)],
    ["on a Hindi keyboard", (code: string) => inDigitsFrom(code, 0x966)],
    ["on a Japanese keyboard", (code: string) => inDigitsFrom(code, 0xff10)],
  ])("may be typed %s", async (_how, typed) => {
    const email = newAddress();
    await ask(store, email);
    expect((await enter(store, email, typed(await codeTo(email)))).status).toBe(200);
  });
});

function inDigitsFrom(code: string, zero: number): string {
  return Array.from(code, (digit) => String.fromCodePoint(zero + Number(digit))).join("");
}

describe("an address", () => {
  test.each([
    "ıpek@example.com",
    "İpek@example.com",
    "аnna@example.com",
    "anna@exam ple.com",
    "anna",
    "anna@",
    "a@b@example.com\r\nBcc: eve@example.com",
  ])("%j is refused: it could be taken for another, or is none", async (email) => {
    const answer = await ask(store, email);
    expect(answer.problem()).toMatchObject({ code: "invalid_request", errors: [{ pointer: "/email" }] });
  });

  test("is lower case by the rules of no language: I is not a dotless ı", async () => {
    const email = newAddress("ILGIN");
    const first = await signIn(store, email);
    store.now += 30_000;
    const again = await signIn(store, email.toLowerCase());
    expect(again.panel.member.id).toBe(first.panel.member.id);
  });

  test("of wide letters is that of plain ones", async () => {
    const email = newAddress("wide");
    const { panel } = await signIn(store, email);
    store.now += 30_000;
    const wide = Array.from(email, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0)).join(
      "",
    );
    expect((await ask(store, wide)).status).toBe(202);
    expect((await enter(store, wide, await codeTo(email))).as(signedIn).panel.member.id).toBe(
      panel.member.id,
    );
  });

  test("at a domain of other letters is mailed by its ASCII name", async () => {
    const name = crypto.randomUUID();
    expect((await ask(store, `${name}@bücher.example`)).status).toBe(202);
    // The tests' server reads the domain's letters out of the envelope's ASCII.
    const code = await codeTo(`${name}@bücher.example`);
    const { panel } = (await enter(store, `${name}@BÜCHER.example`, code)).as(signedIn);
    expect((await store.server("GET", `/v1/members/${panel.member.id}`)).text).toContain("xn--bcher-kva");
  });
});

describe("limits", () => {
  const refused = async (asking: Promise<Answer>) => {
    const answer = await asking;
    expect(answer.problem().code).toBe("too_many_requests");
    return Number(answer.headers.get("Retry-After"));
  };

  test("one code for an address in half a minute, told in seconds", async () => {
    const email = newAddress();
    await ask(store, email);
    expect(await refused(ask(store, email))).toBe(30);
    store.now += 10_500;
    expect(await refused(ask(store, email))).toBe(20);
    expect(await mailsTo(email)).toHaveLength(1);
    store.now += 19_500;
    expect((await ask(store, email)).status).toBe(202);
  });

  test("one code where twenty ask at the same moment", async () => {
    const email = newAddress();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(store, email)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("five codes for an address in an hour, spelt as it may be", async () => {
    const email = newAddress("five");
    const began = store.now;
    for (let times = 1; times <= 5; times++) {
      expect((await ask(store, times % 2 ? email : email.toUpperCase())).status).toBe(202);
      store.now += 60_000;
    }
    expect(await refused(ask(store, email))).toBe(3300);
    store.now = began + 3_600_000;
    expect((await ask(store, email)).status).toBe(202);
  });

  test("twenty codes from a network in an hour, and of IPv6 it is the first half", async () => {
    const from = (address: string) => ({ headers: { "CF-Connecting-IP": address } });
    // The brake counts by the minute, for each address.
    const unbraked = { ...environment, LIMITER: { limit: () => Promise.resolve({ success: true }) } };
    store.environment = unbraked;
    for (let times = 1; times <= 20; times++)
      expect((await ask(store, newAddress(), {}, from(`2001:db8:1:2::${times}`))).status).toBe(202);
    expect(await refused(ask(store, newAddress(), {}, from("2001:db8:1:2:ffff::1")))).toBe(3600);
    expect((await ask(store, newAddress(), {}, from("2001:db8:1:3::1"))).status).toBe(202);
    store.environment = environment;
  });

  test("a thousand codes of a store in an hour", async () => {
    await environment.DB.prepare(
      "INSERT INTO hourly_counts (store_id, counted, since, count) VALUES (?, 'codes', ?, 999) ON CONFLICT (store_id, counted) DO UPDATE SET since = excluded.since, count = 999",
    )
      .bind(store.id, store.now - 1_800_000)
      .run();
    expect((await ask(store, newAddress())).status).toBe(202);
    expect(await refused(ask(store, newAddress()))).toBe(1800);
  });

  test("sixty tries from a network in an hour", async () => {
    const headers = { "CF-Connecting-IP": "192.0.2.7" };
    store.environment = { ...environment, LIMITER: { limit: () => Promise.resolve({ success: true }) } };
    for (let times = 1; times <= 60; times++)
      expect((await enter(store, newAddress(), "123456", { headers })).problem().code).toBe("code_invalid");
    expect(await refused(enter(store, newAddress(), "123456", { headers }))).toBe(3600);
    store.environment = environment;
  });

  test("the brake of the place is there as well", async () => {
    store.environment = { ...environment, LIMITER: { limit: () => Promise.resolve({ success: false }) } };
    const headers = { "CF-Connecting-IP": "192.0.2.8" };
    expect(await refused(ask(store, newAddress(), {}, { headers }))).toBe(60);
    expect(await refused(enter(store, newAddress(), "123456", { headers }))).toBe(60);
    store.environment = environment;
  });
});

test("codes are spread evenly", () => {
  const digits = Array.from({ length: 10 }, () => 0);
  for (let times = 0; times < 5000; times++)
    for (const digit of newCode()) digits[Number(digit)] = (digits[Number(digit)] ?? 0) + 1;
  // 3,000 each are expected, with a standard deviation of 52.
  for (const times of digits) expect(Math.abs(times - 3000)).toBeLessThan(320);
});
