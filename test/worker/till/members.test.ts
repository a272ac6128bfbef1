/** How a member is found at a counter: by what they say, type or show, and no more of them is shown than that takes. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { memberSchema } from "../../../worker/members/answers.ts";
import { newMemberNumber } from "../../../worker/members/number.ts";
import { numberMembers } from "../../../worker/members/number-members.ts";
import { normalPhone } from "../../../worker/members/phone.ts";
import { isChecked } from "../../../worker/program/check-digit.ts";
import { environment, PROGRAM } from "../store-under-test.ts";
import { Counter } from "./counter.ts";

let till: Counter;
let anna: z.infer<typeof memberSchema>;
beforeEach(async () => {
  till = await Counter.open();
  const made = await till.store.server("POST", "/v1/members", {
    body: { customerId: "anna", email: "anna@example.com", phone: "07700 900123", firstName: "Anna" },
  });
  anna = made.as(memberSchema);
});

const card = async () => {
  const session = await till.store.session("anna");
  const answer = await till.store.page("GET", "/storefront/card", { session });
  return answer.as(z.object({ number: z.string(), code: z.string(), expiresAt: z.string() }));
};

describe("a member is found", () => {
  test("by email, telephone, number and the code of their panel, however they are written", async () => {
    const { code, number } = await card();
    expect(number).toBe(anna.number);
    const spoken = number.replace(/(...)(...)(....)/, "$1 $2-$3");
    for (const wanted of [
      { email: " ANNA@Example.com ".trim() },
      { phone: "+44 (0)7700 900-123" },
      { phone: "0044 7700 900123" },
      { number },
      { number: spoken },
      { code },
      { code: ` ${code.toLowerCase()}\n` },
    ])
      expect((await till.look(wanted)).member.id).toBe(anna.id);
  });

  test("and shown with what they can have, and with only enough of an address to know them by", async () => {
    await till.store.earn(anna.id, 500);
    const found = await till.look({ number: anna.number });
    expect(found).toMatchObject({
      member: { firstName: "Anna", email: "a•••@example.com", phone: "•••123" },
      balance: { available: 500 },
      rewards: [{ id: "five-off", standing: { open: true, missing: 0 } }],
      vouchers: [],
    });
    expect(JSON.stringify(found)).not.toMatch(/anna@|7700/);
  });

  test("by one thing at a time", async () => {
    const both = { email: "anna@example.com", number: anna.number };
    for (const wanted of [{}, both]) expect((await till.post("lookup", wanted)).status).toBe(422);
  });

  test("never by a number misheard: each wrong digit and each swap of neighbours is noticed", async () => {
    const number = anna.number ?? "";
    for (let at = 0; at < 10; at++)
      for (let digit = 0; digit < 10; digit++) {
        const wrong = number.slice(0, at) + String(digit) + number.slice(at + 1);
        expect([wrong, isChecked(wrong)]).toEqual([wrong, wrong === number]);
      }
    for (let at = 0; at < 9; at++) {
      const [left = "", right = ""] = number.slice(at, at + 2);
      if (left === right) continue;
      expect(isChecked(number.slice(0, at) + right + left + number.slice(at + 2))).toBe(false);
    }
    const misheard = number.slice(0, 9) + String((Number(number[9]) + 1) % 10);
    const answer = (await till.post("lookup", { number: misheard })).problem();
    expect(answer).toMatchObject({ code: "invalid_request", errors: [{ pointer: "/number" }] });
  });
});

describe("the code of a panel", () => {
  test("changed anywhere, or made by another store, finds nobody", async () => {
    const { code } = await card();
    const other = await Counter.open();
    expect((await other.post("lookup", { code })).problem().code).toBe("member_code_invalid");
    for (let at = 4; at < code.length; at++) {
      const digit = code.charAt(at) === "7" ? "8" : "7";
      const changed = code.slice(0, at) + digit + code.slice(at + 1);
      expect((await till.post("lookup", { code: changed })).problem().code).toBe("member_code_invalid");
    }
    for (const nonsense of ["", "RGL:", "https://evil.example/", code.slice(0, -1), `${code}0`])
      expect((await till.post("lookup", { code: nonsense })).status).toBe(422);
  });

  test("runs out after ten minutes", async () => {
    const { code, expiresAt } = await card();
    till.store.now = Date.parse(expiresAt) - 1;
    expect((await till.post("lookup", { code })).status).toBe(200);
    till.store.now += 1;
    expect((await till.post("lookup", { code })).problem().code).toBe("member_code_expired");
  });

  test("holds nothing of the person", async () => {
    const { code } = await card();
    expect(code).toMatch(/^RGL:\d{10}\.[0-9A-Z]+\.[0-9A-Z]{16}$/);
    expect(code).not.toContain(anna.id);
  });
});

describe("a member number", () => {
  test("is another for each member, and a collision is drawn anew", async () => {
    const numbers = new Set(Array.from({ length: 2000 }, newMemberNumber));
    expect(numbers.size).toBeGreaterThan(1990);
    for (const number of numbers) expect([number, isChecked(number)]).toEqual([number, true]);
  });

  test("comes to members from before there were any: by the job, or when they look", async () => {
    const forget = environment.DB.prepare("UPDATE members SET number = NULL WHERE store_id = ?");
    await forget.bind(till.store.id).run();
    const { number } = await card();
    expect(isChecked(number)).toBe(true);
    await forget.bind(till.store.id).run();
    const zoe = await till.store.member("zoe");
    while ((await numberMembers(databaseOf(environment), 50)) > 0);
    const numbers = await Promise.all(
      [anna.id, zoe].map(
        async (id) => (await till.store.server("GET", `/v1/members/${id}`)).as(memberSchema).number,
      ),
    );
    expect(new Set(numbers).size).toBe(2);
    for (const each of numbers) expect(isChecked(each ?? "")).toBe(true);
  });
});

describe("a telephone number", () => {
  test("is one however it is written", () => {
    for (const [typed, locale, kept] of [
      ["07700 900123", "en-GB", "+447700900123"],
      ["+44 (0) 7700 900123", "de-DE", "+447700900123"],
      ["0044-7700-900123", "en-US", "+447700900123"],
      ["(415) 555-2671", "en-US", "+14155552671"],
      ["1 415 555 2671", "en-CA", "+14155552671"],
      ["030 901820", "de", "+4930901820"],
      ["06 1234 5678", "it-IT", "+390612345678"],
      ["612 34 56 78", "es-ES", "+34612345678"],
      ["+14155552671", "sw-KE", "+14155552671"],
      ["712 345678", "sw-KE", "712345678"],
      ["call me", "en-GB", null],
      ["+0123456", "en-GB", null],
      ["123", "en-GB", null],
    ] as const)
      expect([typed, normalPhone(typed, locale)]).toEqual([typed, kept]);
  });

  test("is one member's of a store, may be taken back, and is another store's too", async () => {
    const body = { phone: "+447700900123" };
    const taken = await till.store.server("POST", "/v1/members", { body });
    expect(taken.problem().code).toBe("phone_taken");
    const other = await Counter.open(PROGRAM);
    expect((await other.store.server("POST", "/v1/members", { body })).status).toBe(201);
    await till.store.server("PATCH", `/v1/members/${anna.id}`, { body: { phone: null } });
    expect((await till.post("lookup", body)).problem().code).toBe("member_not_found");
    const freed = await till.store.server("POST", "/v1/members", { body });
    expect(freed.as(memberSchema).phone).toBe("+447700900123");
  });

  test("two tills enrol one person: one member, and the other is told whose number it is", async () => {
    const other = await till.second();
    const body = { phone: "07700 900555", firstName: "Eve" };
    const answers = await Promise.all([till, other, till, other].map((each) => each.post("members", body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });
});
