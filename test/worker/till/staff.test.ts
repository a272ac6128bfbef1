/** Who gets in at a till, for how long, and what they may do there. */
import { beforeEach, describe, expect, test } from "vitest";
import { signedInSchema } from "../../../worker/till/sign-in.ts";
import { signInSchema } from "../../../worker/till/staff.ts";
import { contents } from "../database/contents.ts";
import { endpoints, methodOf } from "../http/endpoints.ts";
import { furnish } from "../http/furnished-store.ts";
import { SHOP } from "../store-under-test.ts";
import { Counter } from "./counter.ts";

const HOUR = 3_600_000;

let till: Counter;
beforeEach(async () => {
  till = await Counter.open();
});

const signIn = async (pin: string, number = till.signIn.number) =>
  till.store.page("POST", "/till/sessions", { body: { number, pin } });
const wrongPin = () => (till.signIn.pin === "000000" ? "000001" : "000000");
const look = () => till.post("lookup", { email: "nobody@example.com" });

describe("a PIN", () => {
  test("is kept nowhere, not even under the key of the request that made it", async () => {
    const made = await till.store.server("POST", "/v1/staff", { body: { name: "Noor" }, key: "make-noor" });
    const { pin, till: address } = made.as(signInSchema);
    const stored = JSON.stringify(await contents(till.store.id));
    expect(stored).toContain("Noor");
    expect(stored).not.toContain(pin);
    expect(new URL(address).hash).toBe(`#${till.store.keys.publishable.key}`);
    const again = await till.store.server("POST", "/v1/staff", { body: { name: "Noor" }, key: "make-noor" });
    expect(again.text).toBe(made.text);
  });

  test("opens the till for twelve hours", async () => {
    const signedIn = (await signIn(till.signIn.pin)).as(signedInSchema);
    expect(signedIn).toMatchObject({
      staff: { name: "Priya" },
      store: { name: "Juniper & Co", decimals: 2 },
    });
    till.store.now += 12 * HOUR - 1000;
    expect((await look()).problem().code).toBe("member_not_found");
    till.store.now += 1000;
    expect((await look()).problem().code).toBe("session_expired");
  });

  test("guessed wrongly five times locks its number, longer each time, and the right one doesn't help meanwhile", async () => {
    for (let tries = 0; tries < 5; tries++) expect((await signIn(wrongPin())).status).toBe(401);
    const locked = (await signIn(till.signIn.pin)).problem();
    expect(locked.code).toBe("sign_in_refused");
    expect(locked.detail).toContain("15 minutes");
    till.store.now += HOUR / 4;
    expect((await signIn(wrongPin())).problem().detail).toContain("30 minutes");
    till.store.now += HOUR / 2;
    expect((await signIn(till.signIn.pin)).status).toBe(200);
    expect((await signIn(wrongPin())).problem().detail).not.toContain("minutes");
  });

  test("guessed a hundred times at once is looked at five times", async () => {
    const pins = Array.from({ length: 100 }, (_, at) => String(at).padStart(6, "0"));
    const right = pins.includes(till.signIn.pin);
    const answers = await Promise.all(pins.map((pin) => signIn(pin)));
    const looked = answers.filter(({ text }) => !text.includes("Too many wrong PINs"));
    expect(looked.length).toBeLessThanOrEqual(right ? 10 : 5);
  });

  test("that is new ends the old one, its sessions and the wait", async () => {
    for (let tries = 0; tries < 5; tries++) await signIn(wrongPin());
    const made = await till.store.server("POST", `/v1/staff/${till.staffId}/pin`, { body: {} });
    const { pin, staff } = made.as(signInSchema);
    expect(staff.number).toBe(till.signIn.number);
    expect((await look()).problem().code).toBe("session_invalid");
    if (pin !== till.signIn.pin) expect((await signIn(till.signIn.pin)).status).toBe(401);
    expect((await signIn(pin)).status).toBe(200);
  });

  test("of who was revoked opens nothing, at once", async () => {
    await till.store.server("POST", `/v1/staff/${till.staffId}/revoke`, { body: {} });
    expect((await look()).problem().code).toBe("session_invalid");
    expect((await signIn(till.signIn.pin)).problem().code).toBe("sign_in_refused");
    const again = await till.store.server("POST", `/v1/staff/${till.staffId}/pin`, { body: {} });
    expect(again.problem().code).toBe("staff_not_found");
  });

  test("at another store's till opens nothing", async () => {
    const other = await Counter.open();
    const answer = await other.store.page("POST", "/till/sessions", { body: till.signIn });
    expect(answer.status).toBe(401);
  });
});

describe("a session", () => {
  test("of a till opens no other door, and a shopper's or the store's key none of the till's", async () => {
    const at = await furnish();
    for (const { route, door, request } of endpoints) {
      const { path, body } = await request(at);
      const call = async (bearer: string) =>
        at.store.call(
          methodOf(route),
          `${path}${path.includes("?") ? "&" : "?"}key=${at.store.keys.publishable.key}`,
          {
            ...(body ? { body } : {}),
            headers: { Origin: SHOP, Authorization: `Bearer ${bearer}` },
          },
        );
      if (door === "server") expect([route, (await call(at.till)).status]).toEqual([route, 401]);
      if (door === "member")
        expect([route, (await call(at.till)).problem().code]).toEqual([route, "session_invalid"]);
      if (door !== "staff") continue;
      for (const bearer of [at.session, at.store.keys.secret.key])
        expect([route, (await call(bearer)).problem().code]).toEqual([route, "session_invalid"]);
    }
  });
});
