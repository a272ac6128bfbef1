/** What costs more than the program lets go needs a code that was entered in the last ten minutes. */
import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { storefrontSchema } from "../../../worker/storefront/answers.ts";
import { codeTo } from "../mailbox.ts";
import { PROGRAM, StoreUnderTest, type ProgramInput } from "../store-under-test.ts";
import { newAddress, otherThan, refresh, signedIn, signIn } from "./signing-in.ts";

const reward = { name: "£5 off", type: "amount_off", amount: 500 } as const;
const CAREFUL = {
  ...PROGRAM,
  rewards: [
    { ...reward, id: "small", points: 500 },
    { ...reward, id: "large", points: 501 },
  ],
  security: { codeAbove: 500 },
} satisfies ProgramInput;
const sent = z.strictObject({
  sentTo: z.string(),
  expiresAt: z.iso.datetime(),
  digits: z.literal(6),
  askAgainAfter: z.iso.datetime(),
});
const opened = z.strictObject({ session: z.string(), expiresAt: z.iso.datetime() });

let store: StoreUnderTest;
let email: string;
let memberId: string;
/** Vouched for by the store, with no code. */
let session: string;
beforeEach(async () => {
  store = await StoreUnderTest.make(CAREFUL);
  email = newAddress("anna");
  memberId = await store.member("anna", { email });
  await store.earn(memberId, 5000);
  session = await store.session("anna");
});

const redeem = async (as: string, rewardId: string, key?: string) => {
  const answer = await store.page("POST", "/storefront/redemptions", {
    session: as,
    body: { rewardId },
    ...(key === undefined ? {} : { key }),
  });
  return answer.status === 201 ? 201 : answer.problem().code;
};
const ask = (as = session) => store.page("POST", "/storefront/step-up-codes", { session: as, body: {} });
const enter = (code: string, as = session) =>
  store.page("POST", "/storefront/sessions/step-up", { session: as, body: { code } });

test("the page is told from how many points", async () => {
  const answer = await store.page("GET", "/storefront/program");
  const { program, store: shop } = answer.as(storefrontSchema);
  expect(program.security).toEqual({ codeAbove: 500 });
  expect(shop.signIn).toEqual({ email: true });
});

test("a redemption above it is refused until the code is entered, and then for ten minutes good", async () => {
  expect(await redeem(session, "small")).toBe(201);
  expect(await redeem(session, "large")).toBe("code_required");
  expect((await ask()).as(sent)).toEqual({
    sentTo: "a•••@example.com",
    expiresAt: new Date(store.now + 600_000).toISOString(),
    digits: 6,
    askAgainAfter: new Date(store.now + 30_000).toISOString(),
  });
  const answer = (await enter(await codeTo(email))).as(opened);
  expect(await redeem(answer.session, "large", "once")).toBe(201);
  store.now += 599_999;
  expect(await redeem(answer.session, "large")).toBe(201);
  store.now += 1;
  expect(await redeem(answer.session, "large")).toBe("code_required");
  // What was answered before is answered again.
  expect(await redeem(answer.session, "large", "once")).toBe(201);
  expect(await redeem(session, "large")).toBe("code_required");
});

test("a shopper who has just signed in by a code needs no other, nor after a refresh, for ten minutes", async () => {
  const signed = await signIn(store, email);
  expect(signed.panel.member.id).toBe(memberId);
  expect(await redeem(signed.session, "large")).toBe(201);
  store.now += 599_999;
  const next = (await refresh(store, signed.refresh)).as(signedIn);
  expect(await redeem(next.session, "large")).toBe(201);
  store.now += 1;
  expect(await redeem(next.session, "large")).toBe("code_required");
  await ask(next.session);
  const { session: fresh } = (await enter(await codeTo(email), next.session)).as(opened);
  expect(await redeem(fresh, "large")).toBe(201);
  // And the sessions that follow know of it.
  expect(await redeem((await refresh(store, next.refresh)).as(signedIn).session, "large")).toBe(201);
});

test("the store's server and a program that asks for none need no code", async () => {
  const answer = await store.server("POST", "/v1/redeem", { body: { memberId, rewardId: "large" } });
  expect(answer.status).toBe(201);
  await store.publish({ ...CAREFUL, security: { codeAbove: null } });
  expect(await redeem(session, "large")).toBe(201);
});

describe("the code", () => {
  test("is the member's, and no code to sign in with", async () => {
    await ask();
    const code = await codeTo(email);
    const asSignIn = await store.page("POST", "/storefront/sessions/email", { body: { email, code } });
    expect(asSignIn.problem().code).toBe("code_invalid");
    await store.member("bo", { email: newAddress() });
    expect((await enter(code, await store.session("bo"))).problem().code).toBe("code_invalid");
    expect((await enter(code)).status).toBe(200);
    expect((await enter(code)).problem().code).toBe("code_invalid");
  });

  test("is used once where two enter it at the same moment", async () => {
    await ask();
    const code = await codeTo(email);
    const answers = await Promise.all([enter(code), enter(code), enter(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  });

  test("is dead after five wrong tries", async () => {
    await ask();
    const code = await codeTo(email);
    for (let tries = 1; tries <= 5; tries++)
      expect((await enter(otherThan(code, tries))).problem().code).toBe("code_invalid");
    expect((await enter(code)).problem().code).toBe("code_invalid");
  });

  test("may be asked for again after half a minute", async () => {
    await ask();
    const again = await ask();
    expect([again.problem().code, again.headers.get("Retry-After")]).toEqual(["too_many_requests", "30"]);
    store.now += 30_000;
    expect((await ask()).status).toBe(202);
  });

  test("goes nowhere where no address is known, or when the address has changed", async () => {
    await store.member("nomail");
    const answer = await ask(await store.session("nomail"));
    expect(answer.problem()).toMatchObject({ status: 409, code: "email_missing" });
    await ask();
    const code = await codeTo(email);
    await store.server("PATCH", `/v1/members/${memberId}`, { body: { email: newAddress() } });
    expect((await enter(code)).problem().code).toBe("code_invalid");
  });
});
