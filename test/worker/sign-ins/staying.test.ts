/** Staying signed in, and being signed out: a refresh token is good once, and what was ended is over at once. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { databaseOf } from "../../../worker/database/client.ts";
import { memberExportSchema } from "../../../worker/members/export-member.ts";
import { scheduled } from "../../../worker/scheduled.ts";
import { count } from "../database/contents.ts";
import { endpoints, methodOf } from "../http/endpoints.ts";
import { furnish } from "../http/furnished-store.ts";
import { DAY, environment, StoreUnderTest } from "../store-under-test.ts";
import { newAddress, refresh, signedIn, signIn, type SignedIn } from "./signing-in.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await StoreUnderTest.make();
});
beforeEach(() => {
  store.now += 3_700_000;
});

const panel = async (session: string) => {
  const answer = await store.page("GET", "/storefront/panel", { session });
  return answer.status === 200 ? 200 : answer.problem().code;
};
const renewed = async (token: string) => (await refresh(store, token)).as(signedIn);
const codeOf = async (token: string) => (await refresh(store, token)).problem().code;
const signOut = (session: string, body: object = {}) =>
  store.page("POST", "/storefront/sign-out", { session, body });
const kept = (memberId: string) =>
  count("SELECT count(*) AS count FROM sign_ins WHERE store_id = ? AND member_id = ?", store.id, memberId);

describe("a refresh token", () => {
  test("gives a session, a panel and the next token, for 30 days from then", async () => {
    const first = await signIn(store, newAddress());
    expect(first.refreshExpiresAt).toBe(new Date(store.now + 30 * DAY).toISOString());
    store.now += 25 * DAY;
    const second = await renewed(first.refresh);
    expect(second.refresh).not.toBe(first.refresh);
    expect(second.panel.member.id).toBe(first.panel.member.id);
    expect(second.expiresAt).toBe(new Date(store.now + 1_800_000).toISOString());
    expect(await panel(second.session)).toBe(200);
    store.now += 29 * DAY;
    expect((await renewed(second.refresh)).panel.member.id).toBe(first.panel.member.id);
  });

  test("is no longer good where it wasn't used for 30 days", async () => {
    const { refresh: token, panel: shown } = await signIn(store, newAddress());
    store.now += 30 * DAY;
    expect(await codeOf(token)).toBe("refresh_invalid");
    expect(await kept(shown.member.id)).toBe(0);
  });

  test("is nowhere kept as it is", async () => {
    const { refresh: token } = await signIn(store, newAddress());
    const next = await renewed(token);
    const { results } = await environment.DB.prepare("SELECT * FROM sign_ins WHERE store_id = ?")
      .bind(store.id)
      .all();
    for (const each of [token, next.refresh])
      expect(JSON.stringify(results)).not.toContain(each.split(".")[1]);
  });

  test("whose answer was lost gives the same next one again, for half a minute", async () => {
    const { refresh: token } = await signIn(store, newAddress());
    const first = await renewed(token);
    store.now += 29_999;
    const again = await renewed(token);
    expect(again.refresh).toBe(first.refresh);
    expect(await panel(again.session)).toBe(200);
    expect((await renewed(first.refresh)).panel.member.id).toBe(first.panel.member.id);
  });

  test("that twenty tabs trade at once gives all of them a session and the same next one", async () => {
    const { refresh: token } = await signIn(store, newAddress());
    const answers = await Promise.all(Array.from({ length: 20 }, () => renewed(token)));
    expect(new Set(answers.map((answer) => answer.refresh)).size).toBe(1);
    for (const { session } of answers) expect(await panel(session)).toBe(200);
  });

  test("that comes again later ends the sign-in: the token that followed, and its sessions", async () => {
    const email = newAddress();
    const other = await signIn(store, email);
    store.now += 30_000;
    const { refresh: stolen } = await signIn(store, email);
    const next = await renewed(stolen);
    store.now += 30_000;
    expect(await codeOf(stolen)).toBe("refresh_invalid");
    expect(await codeOf(next.refresh)).toBe("refresh_invalid");
    expect(await panel(next.session)).toBe("session_expired");
    // The other browser is none of it.
    expect(await panel(other.session)).toBe(200);
    expect((await refresh(store, other.refresh)).status).toBe(200);
  });

  test("two generations old ends it within the half minute, too", async () => {
    const { refresh: first } = await signIn(store, newAddress());
    const second = await renewed(first);
    const third = await renewed(second.refresh);
    expect(await codeOf(first)).toBe("refresh_invalid");
    expect(await codeOf(third.refresh)).toBe("refresh_invalid");
  });

  test.each(["", "x", "sgn_01m6bfp5g00000000000000000.short", "a.b.c", "💥"])(
    "that nobody was given is none: %j",
    async (token) => {
      const { code } = (await refresh(store, token)).problem();
      expect(code).toBe(token === "" ? "invalid_request" : "refresh_invalid");
    },
  );

  test("of another store is none, and stays good in its own", async () => {
    const other = await StoreUnderTest.make(undefined, store.now);
    const { refresh: token } = await signIn(store, newAddress());
    expect((await refresh(other, token)).problem().code).toBe("refresh_invalid");
    expect((await refresh(store, token)).status).toBe(200);
  });

  test("is one of twenty at most: the one that wasn't used for the longest time goes", async () => {
    const email = newAddress();
    const all: SignedIn[] = [];
    for (let times = 0; times < 21; times++) {
      store.now += 900_000;
      all.push(await signIn(store, email));
    }
    const [oldest, second] = all;
    expect(await kept(oldest?.panel.member.id ?? "")).toBe(20);
    expect(await codeOf(oldest?.refresh ?? "")).toBe("refresh_invalid");
    expect((await refresh(store, second?.refresh ?? "")).status).toBe(200);
  });
});

describe("signing out", () => {
  test("ends this session and its token at once, and nothing of another browser", async () => {
    const email = newAddress();
    const here = await signIn(store, email);
    store.now += 30_000;
    const there = await signIn(store, email);
    expect((await signOut(here.session)).status).toBe(200);
    expect(await panel(here.session)).toBe("session_expired");
    expect(await codeOf(here.refresh)).toBe("refresh_invalid");
    expect((await signOut(here.session)).problem().code).toBe("session_expired");
    expect(await panel(there.session)).toBe(200);
    expect((await refresh(store, there.refresh)).status).toBe(200);
  });

  test("everywhere ends every session and token", async () => {
    const email = newAddress();
    const here = await signIn(store, email);
    store.now += 30_000;
    const there = await signIn(store, email);
    expect((await signOut(here.session, { everywhere: true })).status).toBe(200);
    for (const each of [here, there]) {
      expect(await panel(each.session)).toBe("session_expired");
      expect(await codeOf(each.refresh)).toBe("refresh_invalid");
    }
    // Whoever proves themselves anew is in.
    store.now += 30_000;
    expect(await panel((await signIn(store, email)).session)).toBe(200);
  });

  test("of a session that the store vouched for takes a refresh token along, if it is the member's", async () => {
    const [email, others] = [newAddress(), newAddress()];
    const mine = await signIn(store, email);
    const theirs = await signIn(store, others);
    const session = await store.session("cus_1", { email });
    expect(await panel(session)).toBe(200);
    expect((await signOut(session, { refresh: theirs.refresh })).status).toBe(200);
    expect(await panel(session)).toBe("session_expired");
    expect((await refresh(store, theirs.refresh)).status).toBe(200);
    const again = await store.session("cus_1");
    expect((await signOut(again, { refresh: mine.refresh })).status).toBe(200);
    expect(await codeOf(mine.refresh)).toBe("refresh_invalid");
  });

  test("is refused in a session that ended: no call reads or writes in one", async () => {
    const at = await furnish();
    const id = at.memberId;
    expect((await at.store.server("POST", `/v1/members/${id}/sign-out`, { body: {} })).status).toBe(200);
    for (const { route, request } of endpoints.filter(({ door }) => door === "member")) {
      const { path, body } = await request(at);
      const answer = await at.store.page(methodOf(route), path, {
        ...(body ? { body } : {}),
        session: at.session,
      });
      expect([route, answer.problem().code]).toEqual([route, "session_expired"]);
    }
  });

  test("by the store ends everything of one member, and answers the same when it is asked again", async () => {
    const [anna, bo] = [await signIn(store, newAddress()), await signIn(store, newAddress())];
    const path = `/v1/members/${anna.panel.member.id}/sign-out`;
    const answers = [
      await store.server("POST", path, { body: {}, key: "leave" }),
      await store.server("POST", path, { body: {}, key: "leave" }),
    ];
    expect(answers[0]?.as(z.strictObject({ id: z.string(), signedOutAt: z.iso.datetime() }))).toEqual({
      id: anna.panel.member.id,
      signedOutAt: new Date(store.now).toISOString(),
    });
    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect(await panel(anna.session)).toBe("session_expired");
    expect(await codeOf(anna.refresh)).toBe("refresh_invalid");
    expect(await panel(bo.session)).toBe(200);
  });
});

describe("a sign-in", () => {
  test("ends with the address that it was got by", async () => {
    const { session, refresh: token, panel: shown } = await signIn(store, newAddress());
    await store.server("PATCH", `/v1/members/${shown.member.id}`, { body: { email: newAddress() } });
    expect(await codeOf(token)).toBe("refresh_invalid");
    expect(await panel(session)).toBe("session_expired");
  });

  test("ends with the member's data, and nothing of it stays", async () => {
    const email = newAddress();
    const { session, refresh: token, panel: shown } = await signIn(store, email);
    await store.server("DELETE", `/v1/members/${shown.member.id}`);
    expect(await panel(session)).toBe("session_expired");
    expect(await codeOf(token)).toBe("refresh_invalid");
    expect(await kept(shown.member.id)).toBe(0);
    // The same address joins anew.
    store.now += 30_000;
    expect((await signIn(store, email)).panel.member.id).not.toBe(shown.member.id);
  });

  test("goes along where two customers become one", async () => {
    const email = newAddress();
    const { refresh: token, panel: shown } = await signIn(store, email);
    const from = await store.session(`from-${shown.member.id}`, { email });
    expect(await panel(from)).toBe(200);
    const into = await store.member(`into-${shown.member.id}`, { email: newAddress() });
    const { mergeMembers } = await import("../../../worker/members/merge.ts");
    const { configurationOf } = await import("../../../worker/stores/configuration.ts");
    const { storeContext } = await import("../../../worker/stores/store-context.ts");
    const configuration = await configurationOf(environment, store.keys.secret.key, "secret");
    if (!configuration) throw new Error("There is no such store.");
    const context = storeContext(environment, configuration, store.now);
    await mergeMembers(context, `from-${shown.member.id}`, `into-${shown.member.id}`);
    expect((await renewed(token)).panel.member.id).toBe(into);
  });

  test("is in the export of what is held about the member", async () => {
    const { panel: shown } = await signIn(store, newAddress());
    const answer = await store.server("GET", `/v1/members/${shown.member.id}/export`);
    const at = new Date(store.now).toISOString();
    expect(answer.as(memberExportSchema).signIns).toEqual([
      { startedAt: at, usedAt: at, expiresAt: new Date(store.now + 30 * DAY).toISOString() },
    ]);
  });

  test("is forgotten when it ran out, and so are codes and counts", async () => {
    const email = newAddress();
    await signIn(store, email);
    await store.page("POST", "/storefront/sign-in-codes", { body: { email: newAddress() } });
    const rows = async () =>
      await Promise.all(
        ["sign_ins", "codes", "hourly_counts"].map((table) =>
          count(`SELECT count(*) AS count FROM ${table} WHERE store_id = ?`, store.id),
        ),
      );
    await scheduled(databaseOf(environment), store.now);
    for (const left of await rows()) expect(left).toBeGreaterThan(0);
    await scheduled(databaseOf(environment), store.now + 30 * DAY);
    expect(await rows()).toEqual([0, 0, 0]);
  });
});
