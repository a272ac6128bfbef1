/** Members with their points, tiers and links, as other programs and people write them down. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { greetingSchema } from "../../../worker/referrals/claim.ts";
import { memberExportSchema } from "../../../worker/members/export-member.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { count } from "../database/contents.ts";
import {
  DAY,
  environment,
  order,
  PROGRAM,
  START,
  StoreUnderTest,
  type ProgramInput,
} from "../store-under-test.ts";
import { importText, makeImport, rowsOf, runImport, sendParts } from "./importing.ts";

const TIERED = {
  ...PROGRAM,
  earning: { ...PROGRAM.earning, signUp: 25, birthday: 100 },
  expiry: { afterDays: 365, warnDays: 30 },
  tiers: {
    by: "spend",
    over: "calendar_year",
    levels: [
      { id: "silver", name: "Silver", threshold: 10_000, bonus: 50 },
      { id: "gold", name: "Gold", threshold: 50_000, bonus: 500 },
    ],
  },
} satisfies ProgramInput;

let store: StoreUnderTest;
beforeEach(async () => {
  store = await StoreUnderTest.make(TIERED);
});

const list = z.object({ items: z.array(memberSchema), next: z.null() });

async function memberOf(query: string) {
  const [member] = (await store.server("GET", `/v1/members?${query}`)).as(list).items;
  if (!member) throw new Error(`No member of ${query}`);
  const all = (await store.server("GET", `/v1/members/${member.id}/export`)).as(memberExportSchema);
  return { ...all, id: member.id };
}

describe("a balance", () => {
  test("becomes one lot, dated by when the import was made, with the program's expiry and a sentence", async () => {
    const done = await importText(store, "email,points\nAnna@example.com,500\n", {
      kind: "members",
      map: "smile",
    });
    expect(done).toMatchObject({ status: "done", rows: { read: 1, created: 1, refused: 0 } });
    const anna = await memberOf("email=anna@example.com");
    expect(anna.balance).toEqual({ available: 500, pending: 0, debt: 0 });
    expect(anna.lots).toMatchObject([
      {
        granted: 500,
        earnedAt: new Date(START).toISOString(),
        expiresAt: new Date(START + 365 * DAY).toISOString(),
      },
    ]);
    // No points for joining: what the old program gave is in the balance.
    expect(anna.entries.map(({ sentence }) => sentence)).toEqual(["500 points brought over from Smile.io."]);
    expect(await store.problems()).toEqual([]);
  });

  test("keeps the dates of its lots, and the points expire on their day", async () => {
    const text = [
      {
        customerId: "c-1",
        lots: [
          { points: 100, earnedAt: "2026-01-10", expiresAt: "2026-12-31" },
          { points: 40, earnedAt: "2026-02-11" },
        ],
      },
      { customerId: "c-2", points: 7, earnedAt: "2025-01-01" },
      { customerId: "c-3", points: 7, expiresAt: "2026-10-31" },
    ];
    const done = await importText(store, text.map((each) => JSON.stringify(each)).join("\n"), {
      kind: "members",
    });
    expect(done.kept).toMatchObject([
      { row: 2, outcome: "refused", sentence: expect.stringContaining("earned too long ago") as string },
      { row: 3, outcome: "refused", sentence: "These points have expired." },
    ]);
    const found = await memberOf("customerId=c-1");
    expect(found.lots).toMatchObject([
      { granted: 100, earnedAt: "2026-01-10T00:00:00.000Z", expiresAt: "2026-12-31T23:59:59.999Z" },
      { granted: 40, earnedAt: "2026-02-11T00:00:00.000Z", expiresAt: "2027-02-11T00:00:00.000Z" },
    ]);
    store.now = Date.UTC(2026, 11, 31, 23, 59, 59, 999) - 1;
    expect((await store.balance(found.id)).available).toBe(140);
    store.now += 1;
    expect((await store.balance(found.id)).available).toBe(40);
    await scheduled(databaseOf(environment), store.now);
    expect(await store.problems()).toEqual([]);
  });

  test("of thousands of lots comes over whole, in a line that is longer than its parts", async () => {
    const lots = Array.from({ length: 4500 }, (_, index) => ({
      points: 1 + (index % 3),
      earnedAt: "2026-05-01",
    }));
    const text = [
      { customerId: "c-1", lots },
      { customerId: "c-2", points: 1 },
    ].map((each) => JSON.stringify(each));
    const done = await importText(store, text.join("\n"), { kind: "members" }, 50_000);
    expect(done.rows).toMatchObject({ created: 2, refused: 0 });
    const [member] = (await store.server("GET", "/v1/members?customerId=c-1")).as(list).items;
    expect((await store.balance(member?.id ?? "")).available).toBe(9000);
    expect(await store.problems()).toEqual([]);
  });

  test("below nothing is owed, and repaid by the next points", async () => {
    await importText(store, "customerId;points\nc-1;-30\n", { kind: "members" });
    const { id, balance, entries } = await memberOf("customerId=c-1");
    expect(balance).toEqual({ available: 0, pending: 0, debt: 30 });
    expect(entries[0]?.sentence).toBe("30 points owed, brought over from another program.");
    await store.earn(id, 50);
    expect(await store.balance(id)).toEqual({ available: 20, pending: 0, debt: 0 });
    // Whoever has points here and owes some there is for a person to decide.
    const again = await importText(store, "customerId,points\nc-2,-5\n", { kind: "members" });
    expect(again.rows.created).toBe(1);
    await store.member("c-3");
    const three = await importText(store, "customerId,points\nc-3,-5\n", { kind: "members" });
    expect(three.kept).toMatchObject([{ outcome: "refused" }]);
    expect(await store.problems()).toEqual([]);
  });

  test("is given once in a member's life, whichever import brings it again", async () => {
    const text = "customerId,email,points\nc-1,one@example.com,100\n";
    await importText(store, text, { kind: "members" });
    const again = await importText(store, text, { kind: "members" });
    expect(again).toMatchObject({ rows: { unchanged: 1, created: 0 } });
    const other = await importText(store, "email,points\nONE@example.com,900\nONE@example.com,5\n", {
      kind: "members",
    });
    expect(other.rows).toMatchObject({ unchanged: 2 });
    expect((await memberOf("customerId=c-1")).balance.available).toBe(100);
  });

  test("comes to a member who is here already, and repays what they owe, lot after lot", async () => {
    const placed = await store.putOrder("1", order("c-1", 30_000, START));
    const id = placed.order.memberId ?? "";
    await store.server("POST", "/v1/adjustments", {
      body: { memberId: id, points: -325, description: "x", actor: "y" },
    });
    await store.putOrder(
      "1",
      order("c-1", 30_000, START, {
        updatedAt: new Date(START + 1).toISOString(),
        cancelledAt: new Date(START + 1).toISOString(),
      }),
    );
    expect((await store.balance(id)).debt).toBe(300);
    const text = JSON.stringify({
      customerId: "c-1",
      email: "c1@example.com",
      lots: [200, 150, 70].map((points) => ({ points })),
    });
    const done = await importText(store, text, { kind: "members" });
    expect(done.rows).toMatchObject({ changed: 1 });
    expect(await store.balance(id)).toEqual({ available: 120, pending: 0, debt: 0 });
    expect((await memberOf("email=c1@example.com")).id).toBe(id);
    expect(await store.problems()).toEqual([]);
  });
});

describe("a row that can't be imported", () => {
  test("is told why, in a sentence that says what to do, and makes nobody a member", async () => {
    const bad: [string, string][] = [
      ['{"customerId":"c","points":"12.5"}', "no whole number"],
      ['{"customerId":"c","points":"many"}', "holds no number"],
      ['{"customerId":"c","points":"99999999999"}', "1,000,000,000"],
      ['{"points":"5"}', "neither a customer id nor an email"],
      ['{"email":"anna at example","points":"5"}', "no address"],
      ['{"customerId":"1.23E+12","points":"5"}', "rounded by a spreadsheet"],
      [
        '{"customerId":"c","points":"5","earnedAt":"03/04/2026"}',
        "the 3rd day of month 4 or the 4th of month 3",
      ],
      ['{"customerId":"c","points":"5","earnedAt":"31.02.2026"}', "a day that there isn't"],
      ['{"customerId":"c","points":"5","earnedAt":"soon"}', "no date that we can read"],
      ['{"customerId":"c","points":"5","earnedAt":"2027-01-01"}', "yet to come"],
      ['{"customerId":"c","birthday":"31/31/1990"}', "a day that there isn't"],
      ['{"customerId":"c","birthday":"03/04"}', "day-first or month-first"],
      ['{"customerId":"c","tier":"Platinum"}', "it has Silver, Gold"],
      ['{"customerId":"c","lots":[5]}', "no JSON object"],
      ["[1]", "no JSON object"],
      ['{"customerId":', "no JSON object"],
      [`{"customerId":"${"x".repeat(300)}"}`, "more than 255"],
      ["null", "no JSON object"],
    ];
    const done = await importText(store, bad.map(([row]) => row).join("\n"), { kind: "members" });
    expect(done.kept.map(({ row, outcome }) => [row, outcome])).toEqual(
      bad.map((_each, index) => [index + 1, "refused"]),
    );
    done.kept.forEach(({ sentence }, index) => {
      expect(sentence).toContain(bad[index]?.[1]);
    });
    expect(await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id)).toBe(0);
  });

  test("a file without the columns it takes is told which it has", async () => {
    const done = await importText(store, "Name,Score\nAnna,5\n", { kind: "members", map: "yotpo" });
    expect(done).toMatchObject({ status: "failed", rows: { read: 0 } });
    expect(done.failure).toBe(
      'The file has no column for customerId or email. Its columns are "Name", "Score"; say with `map` which holds what.',
    );
  });

  test("a quote that is never closed doesn't swallow the file in silence", async () => {
    const text = `email,points\n"anna@example.com,5\n${"ben@example.com,5\n".repeat(20_000)}`;
    const done = await importText(store, text, { kind: "members" }, 50_000);
    expect(done.status).toBe("failed");
    expect(done.failure).toContain("a quote that is never closed");
  });
});

describe("how numbers and dates may be written", () => {
  const points = async (cells: string[], decimal: "." | ",") => {
    const text = cells.map((cell, index) => `c${index};"${cell}"`).join("\n");
    await importText(store, `customerId;points\n${text}`, { kind: "members", choices: { decimal } });
    const { items } = (await store.server("GET", "/v1/members?limit=100")).as(list);
    const balances = await Promise.all(items.map(async ({ id }) => (await store.balance(id)).available));
    return balances.sort((one, other) => one - other);
  };

  test("points with a dot before decimals", async () => {
    expect(await points(["1,234", "1 235", "12.00", "7"], ".")).toEqual([7, 12, 1234, 1235]);
  });

  test("points with a comma before decimals", async () => {
    expect(await points(["1.234", "12,00", "1.234.567"], ",")).toEqual([12, 1234, 1_234_567]);
  });

  test.each([
    ["day-first", [["04/03/2026", "2026-03-04T00:00:00.000Z"]]],
    ["month-first", [["04/03/2026", "2026-04-02T23:00:00.000Z"]]],
    [
      "unambiguous",
      [
        ["23/03/2026", "2026-03-23T00:00:00.000Z"],
        ["3.3.2026", "2026-03-03T00:00:00.000Z"],
        ["2026/07/01 10:30", "2026-07-01T09:30:00.000Z"],
        ["2026-07-01T10:30:00+02:00", "2026-07-01T08:30:00.000Z"],
        ["2026-07-01 10:30:00 -0130", "2026-07-01T12:00:00.000Z"],
        ["2026-07-01 10:30:00 UTC", "2026-07-01T10:30:00.000Z"],
      ],
    ],
  ] as const)("dates, %s", async (dates, cells) => {
    const text = JSON.stringify({
      customerId: "c",
      lots: cells.map(([earnedAt]) => ({ points: 5, earnedAt })),
    });
    await importText(store, text, { kind: "members", choices: { dates } });
    const lots = (await memberOf("customerId=c")).lots.map(({ earnedAt }) => earnedAt);
    expect(lots).toEqual(cells.map(([, at]) => at));
  });
});

describe("maps", () => {
  test.each([
    [
      "smile",
      "Email,Points Balance,VIP Tier,Date of birth,Referral URL\na@example.com,10,Gold,1004-05-27,http://i.refs.cc/9qr5Pw",
      "05-27",
    ],
    [
      "loyaltylion",
      "Merchant ID,Email,Approved points,Pending points,Tier,Birthday,Referral URL\n7,a@example.com,10,99,Gold,1990-05-27,https://shop.example/?ll_ref_id=9qr5Pw",
      "05-27",
    ],
    [
      "yotpo",
      "Full Name,First Name,Last Name,Email,Points Balance,Points Spent,Birthday (MM/DD) or (MM/DD/YYYY),VIP Tier,Referral Link\nA B,A,B,a@example.com,10,5,05/07,gold,9qr5Pw",
      "05-07",
    ],
    ["woocommerce-points", "user_id,user_email,meta:wc_points_balance\n7,a@example.com,10", null],
  ] as const)("%s: its columns are found", async (map, text, birthday) => {
    const done = await importText(store, text, { kind: "members", map });
    expect(done.rows).toMatchObject({ created: 1 });
    const { member, balance, tier, referralLink } = await memberOf("email=a@example.com");
    expect([balance.available, member.birthday]).toEqual([10, birthday]);
    if (map !== "woocommerce-points") {
      expect(tier?.id).toBe("gold");
      expect(referralLink?.code).toBe(`${store.handle}-9QR5PW`);
    }
  });

  test("shopify-customers: tags become segments, and who has no points is a member all the same", async () => {
    const text =
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Total Spent,Total Orders,Tags\n\'6001234567890,Ana,D,ana@example.com,yes,1240.50,7,"vip, press"';
    await importText(store, text, { kind: "members", map: "shopify-customers" });
    const { member, balance, months } = await memberOf("customerId=6001234567890");
    expect(member).toMatchObject({ firstName: "Ana", segments: ["vip", "press"] });
    // A figure of a lifetime says nothing about a year.
    expect([balance.available, months]).toEqual([0, []]);
  });
});

describe("what a member had elsewhere", () => {
  test("a tier is honoured until the end it would have if they reached it now, without a bonus and without a notice", async () => {
    await importText(store, "customerId,points,tier\nc-1,0,gold\nc-2,0,Top\n", {
      kind: "members",
      choices: { tierNames: { Top: "silver" } },
    });
    const { id, tier, balance } = await memberOf("customerId=c-1");
    expect(tier).toMatchObject({ id: "gold", keptUntil: "2028-01-01T00:00:00.000Z" });
    expect((await memberOf("customerId=c-2")).tier?.id).toBe("silver");
    await scheduled(databaseOf(environment), store.now + DAY);
    await store.putOrder("1", order("c-1", 1000, START));
    expect(await store.balance(id)).toMatchObject({ available: balance.available + 10 });
    expect(await count("SELECT count(*) AS count FROM notices WHERE store_id = ?", store.id)).toBe(0);
    expect(await store.problems()).toEqual([]);
  });

  test("a referral code goes on working, as it was and with the handle before it; one that is taken is told", async () => {
    const text =
      "customerId,firstName,points,referralCode\nc-1,Anna,0,anna-smith\nc-2,Ben,0,ANNA_SMITH\nc-3,Cy,0,a b\n";
    const done = await importText(store, text, { kind: "members" });
    expect(done.rows).toMatchObject({ created: 3 });
    expect(done.kept.map(({ sentence }) => sentence)).toEqual([
      "A new member with no points. The referral code is another member's here: they get a new one.",
      "A new member with no points. The referral code has other characters than letters, digits and dashes: they get a new one.",
    ]);
    for (const code of ["anna-smith", "Anna-Smith", `${store.handle}-ANNA_SMITH`]) {
      const greeting = (await store.page("GET", `/storefront/referrals/${code}`)).as(greetingSchema);
      expect(greeting.advocate).toEqual({ firstName: "Anna" });
    }
    const followed = await store.call("GET", `/r/${store.handle}-anna_smith`);
    expect(followed.headers.get("Location")).toContain(`regulars_ref=${store.handle}-ANNA_SMITH`);
  });

  test("language and consent come along, and what somebody said here counts", async () => {
    const here = await store.member("c-4");
    await store.server("PATCH", `/v1/members/${here}`, { body: { consent: { marketing: false } } });
    const text = [
      "customerId,language,marketing,marketingAt",
      "c-1,de-at,Yes,2025-03-04 10:00",
      "c-2,klingon language,no,",
      "c-3,,perhaps,",
      "c-4,nl,yes,",
      "c-5,,yes,2031-01-01",
    ];
    const done = await importText(store, `${text.join("\n")}\n`, { kind: "members" });
    expect(done.rows).toMatchObject({ created: 3, refused: 1 });
    const member = async (customerId: string) => {
      const found = await store.server("GET", `/v1/members?customerId=${customerId}`);
      return found.as(z.object({ items: z.tuple([memberSchema]), next: z.null() })).items[0];
    };
    expect(await member("c-1")).toMatchObject({
      language: "de-AT",
      consent: { marketing: true, changedAt: "2025-03-04T10:00:00.000Z", source: "import" },
    });
    expect(await member("c-2")).toMatchObject({
      language: null,
      consent: { marketing: false, source: "import" },
    });
    expect((await member("c-3")).consent).toEqual({ marketing: false, changedAt: null, source: null });
    expect(await member("c-4")).toMatchObject({
      language: "nl",
      consent: { marketing: false, source: "store" },
    });
  });

  test("a birthday that is past this year is not given again, one to come is", async () => {
    await importText(store, "customerId,points,birthday\nc-1,0,10-30\nc-2,0,11-03\n", { kind: "members" });
    store.now += 3 * DAY;
    await scheduled(databaseOf(environment), store.now);
    expect((await memberOf("customerId=c-1")).balance.available).toBe(0);
    expect((await memberOf("customerId=c-2")).balance.available).toBe(100);
  });
});

describe("a dry run", () => {
  const text = `customerId,points\n${Array.from({ length: 620 }, (_, index) => `c-${index % 600},${index === 3 ? "x" : 5}`).join("\n")}\n`;

  test("says row by row what would happen and writes nothing; then the same file is imported without sending it again", async () => {
    await store.member("c-1");
    const id = await makeImport(store, { kind: "members" });
    await sendParts(store, id, text, 3000);
    const before = await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id);
    const dry = await runImport(store, id);
    expect(await count("SELECT count(*) AS count FROM members WHERE store_id = ?", store.id)).toBe(before);
    expect(
      await count(
        "SELECT count(*) AS count FROM entries WHERE store_id = ? AND reason LIKE '%import%'",
        store.id,
      ),
    ).toBe(0);
    const told = await rowsOf(store, id);
    expect(told.map(({ row }) => row)).toEqual(Array.from({ length: 620 }, (_, index) => index + 1));
    expect(await rowsOf(store, id, "&outcome=refused")).toMatchObject([{ row: 4 }]);

    expect((await store.server("PATCH", `/v1/imports/${id}`, { body: { dryRun: false } })).status).toBe(200);
    const real = await runImport(store, id);
    expect(real.rows).toEqual(dry.rows);
    expect(real.rows).toEqual({ read: 620, created: 599, changed: 1, unchanged: 19, refused: 1 });
    expect(await store.problems()).toEqual([]);
    // Nothing of the file is kept.
    expect(
      await count(
        "SELECT count(*) AS count FROM import_parts WHERE store_id = ? AND text IS NOT NULL",
        store.id,
      ),
    ).toBe(0);
  });
});

describe("single points", () => {
  test("each row is a lot; with an id it is given once, whichever import brings it", async () => {
    const text =
      "customerId,pointsId,points,earnedAt,expiresAt\nc-1,a,10,2026-05-01,2027-05-01\nc-1,b,20,2026-06-01,2026-12-31\nc-1,b,20,2026-06-01,2026-12-31\n";
    const first = await importText(store, text, { kind: "points" });
    expect(first.rows).toMatchObject({ created: 1, changed: 1, unchanged: 1 });
    await importText(store, text, { kind: "points" });
    const { balance, lots } = await memberOf("customerId=c-1");
    expect([balance.available, lots.length]).toEqual([30, 2]);
    expect(await store.problems()).toEqual([]);
  });
});
