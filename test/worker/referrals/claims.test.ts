/** A friend is given one welcome voucher, if they are new and no advocate of themselves, and told why where not. */
import { beforeEach, describe, expect, test } from "vitest";
import { claimedSchema, greetingSchema } from "../../../worker/referrals/claim.ts";
import { referralLinkSchema } from "../../../worker/referrals/link.ts";
import { contents, count } from "../database/contents.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type ProgramInput,
} from "../store-under-test.ts";

let store: StoreUnderTest;
let code: string;
beforeEach(async () => open());

async function open(program: ProgramInput = PROGRAM): Promise<void> {
  store = await StoreUnderTest.make(program);
  code = await linkOf("anna");
}

async function linkOf(customerId: string): Promise<string> {
  const memberId = await store.member(customerId, { email: `${customerId}@example.com`, firstName: "Anna" });
  const answer = await store.server("POST", "/v1/referral-links", { body: { memberId } });
  return answer.as(referralLinkSchema).code;
}

async function claim(email: string, link = code) {
  return store.page("POST", "/storefront/referral-claims", { body: { code: link, email, firstName: "Ben" } });
}

/** The code of the refusal, after nothing was written. */
async function refusalOf(email: string, link = code): Promise<string> {
  const before = await contents(store.id);
  const answer = await claim(email, link);
  expect(await contents(store.id)).toEqual(before);
  return answer.problem().code;
}

describe("a link", () => {
  test("is the member's one, at both doors, however often and at once it is asked for", async () => {
    const session = await store.session("anna");
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, each) =>
        each % 2 === 0
          ? store.page("POST", "/storefront/referral-links", { session, body: {} })
          : store.server("POST", "/v1/referral-links", { body: { customerId: "anna" } }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.as(referralLinkSchema).code))).toEqual(new Set([code]));
  });

  test("greets the friend with what they get and from whom, and no more than a first name", async () => {
    const answer = await store.page("GET", `/storefront/referrals/${code}`);
    expect(answer.as(greetingSchema)).toEqual({
      code,
      advocate: { firstName: "Anna" },
      offer: { type: "amount_off", amount: 1000, minimumOrder: 4000, validDays: 30 },
      terms: { newCustomersOnly: true, attributionDays: 30 },
    });
    expect(answer.text).not.toMatch(/anna@|mem_/);
  });

  test("is found in whatever case it is typed", async () => {
    for (const typed of [code.toLowerCase(), code.toUpperCase()])
      expect((await store.page("GET", `/storefront/referrals/${typed}`)).as(greetingSchema).code).toBe(code);
  });
});

describe("a claim", () => {
  test("gives the friend's voucher with the terms of the day, and links no one to a balance", async () => {
    const { voucher, advocate } = (await claim("ben@example.com")).as(claimedSchema);
    expect(voucher).toMatchObject({
      status: "issued",
      source: "referral_friend",
      name: "£10 off",
      amount: 1000,
      minimumOrder: 4000,
      points: 0,
      expiresAt: new Date(START + 30 * DAY).toISOString(),
    });
    expect(advocate).toEqual({ firstName: "Anna" });
    expect(await count("SELECT count(*) AS count FROM entries WHERE store_id = ?", store.id)).toBe(0);
  });

  test("of the same address on the same link is the same voucher, however it is written", async () => {
    const first = (await claim("ben@example.com")).as(claimedSchema);
    for (const email of ["ben@example.com", "BEN@Example.com"]) {
      const again = await claim(email);
      expect([again.status, again.text]).toEqual([201, expect.stringContaining(first.voucher.code)]);
      expect(again.as(claimedSchema).referral).toEqual(first.referral);
    }
    expect(await count("SELECT count(*) AS count FROM vouchers WHERE store_id = ?", store.id)).toBe(1);
  });

  test("of the same address on another link is refused", async () => {
    await claim("ben@example.com");
    expect(await refusalOf("ben@example.com", await linkOf("carl"))).toBe("already_claimed");
  });

  test("of one address 20 times at once gives one voucher", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => claim("ben@example.com")));
    const given = answers.filter(({ status }) => status === 201).map((answer) => answer.as(claimedSchema));
    expect(new Set(given.map(({ voucher }) => voucher.code)).size).toBe(1);
    expect(given).toHaveLength(20);
    expect(await count("SELECT count(*) AS count FROM vouchers WHERE store_id = ?", store.id)).toBe(1);
  });

  test("of the advocate's own address is refused, in whatever spelling", async () => {
    expect(await refusalOf("anna@example.com")).toBe("own_referral_link");
    expect(await refusalOf("ANNA@EXAMPLE.COM")).toBe("own_referral_link");
  });

  test("of an address that ordered as a guest is refused", async () => {
    await store.putOrder("1", order("", 100, START, { customer: { email: "Old@example.com" } }));
    expect(await refusalOf("old@example.com")).toBe("not_a_new_customer");
  });

  test("of a member who ordered, though the order named no address, is refused", async () => {
    await store.member("old", { email: "old@example.com" });
    await store.putOrder("1", order("old", 100, START));
    expect(await refusalOf("old@example.com")).toBe("not_a_new_customer");
  });

  test("of a member who never ordered is welcome", async () => {
    await store.member("new", { email: "new@example.com" });
    expect((await claim("new@example.com")).status).toBe(201);
  });

  test("of someone who ordered is welcome where the terms are for everyone", async () => {
    await open({ ...PROGRAM, referral: { ...PROGRAM.referral, newCustomersOnly: false } });
    await store.putOrder("1", order("", 100, START, { customer: { email: "old@example.com" } }));
    expect((await claim("old@example.com")).status).toBe(201);
  });

  test.each(["x", "store1", "-", "--", "store1-", "-2222222", "store1-2222222-x", "' OR 1=1", "☃"])(
    "through a link that isn't there (%s) is refused",
    async (link) => {
      expect(await refusalOf("ben@example.com", link)).toBe("referral_link_not_found");
    },
  );

  test("through a link that is switched off, or after the terms are gone, is refused", async () => {
    await store.publish({ ...PROGRAM, referral: null });
    expect(await refusalOf("ben@example.com")).toBe("referral_link_inactive");
    await store.publish(PROGRAM);
    await environment.DB.prepare("UPDATE referral_links SET active = 0 WHERE code = ?").bind(code).run();
    expect(await refusalOf("ben@example.com")).toBe("referral_link_inactive");
    expect((await store.page("GET", `/storefront/referrals/${code}`)).status).toBe(410);
  });

  test("keeps no address in words, but in the table of members", async () => {
    await claim("secret.friend@example.com");
    const { members, ...rest } = await contents(store.id);
    expect(members).toBeDefined();
    expect(JSON.stringify(rest)).not.toContain("secret.friend");
  });
});
