/** Lists come in pages that miss nothing and repeat nothing; a member is found by what the store knows of them. */
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { memberSchema } from "../../../worker/members/answers.ts";
import { entriesPage } from "../http/furnished-store.ts";
import { START, StoreUnderTest } from "../store-under-test.ts";

const membersPage = z.object({ items: z.array(memberSchema), next: z.string().nullable() });
type Page = z.infer<typeof membersPage> | z.infer<typeof entriesPage>;

let store: StoreUnderTest;
let ids: string[];
beforeAll(async () => {
  store = await StoreUnderTest.make();
  ids = [];
  for (let index = 0; index < 23; index++) {
    // Some joined in the same millisecond.
    store.now = START + Math.floor(index / 3);
    ids.push(await store.member(`customer ${index}`, { email: `c${index}@example.com` }));
  }
  for (let index = 0; index < 23; index++) {
    store.now = START + Math.floor(index / 3);
    await store.earn(ids[0] ?? "", index + 1);
  }
});

/** Every item of a list, read page by page. */
async function readAll(path: string, limit: number, schema: z.ZodType<Page>): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = "", pages = 0; cursor !== null && pages < 50; pages++) {
    const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
    const page: Page = (await store.server("GET", `${path}?limit=${limit}${query}`)).as(schema);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    found.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  return found;
}

describe("page by page", () => {
  test.each([1, 2, 7, 22, 23, 24, 100])(
    "members by %i are each there once, in the order they joined",
    async (limit) => {
      const found = await readAll("/v1/members", limit, membersPage);
      expect([...found].sort()).toEqual([...ids].sort());
      expect(found).toEqual([...found].sort());
    },
  );

  test.each([1, 5, 23, 100])("entries by %i are each there once, newest first", async (limit) => {
    const found = await readAll(`/v1/members/${ids[0] ?? ""}/entries`, limit, entriesPage);
    expect(new Set(found).size).toBe(23);
    expect(found).toEqual([...found].sort().reverse());
  });

  test("an entry that comes while they are read shifts nothing", async () => {
    const path = `/v1/members/${ids[1] ?? ""}/entries`;
    for (let index = 0; index < 4; index++) {
      store.now += 1;
      await store.earn(ids[1] ?? "", 1);
    }
    const first = (await store.server("GET", `${path}?limit=2`)).as(entriesPage);
    store.now += 1;
    await store.earn(ids[1] ?? "", 1);
    const second = (await store.server("GET", `${path}?limit=2&cursor=${first.next ?? ""}`)).as(entriesPage);
    const seen = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(seen).size).toBe(4);
    expect(second.next).toBeNull();
  });
});

describe("looking a member up", () => {
  const find = async (query: string) =>
    (await store.server("GET", `/v1/members?${query}`)).as(membersPage).items.map(({ id }) => id);

  test("by customer id or address gives them alone", async () => {
    expect(await find("customerId=customer%205")).toEqual([ids[5]]);
    expect(await find("email=C5@example.com")).toEqual([ids[5]]);
    expect(await find("customerId=nobody")).toEqual([]);
    expect(await find("email=nobody@example.com")).toEqual([]);
  });

  test("by both gives who is both, and not one of two", async () => {
    expect(await find("customerId=customer%205&email=c5@example.com")).toEqual([ids[5]]);
    const answer = await store.server("GET", "/v1/members?customerId=customer%205&email=c6@example.com");
    if (answer.status === 200) expect(answer.as(membersPage).items).toEqual([]);
    else expect(answer.problem().code).toBe("invalid_request");
  });

  test("50 at once with one customer id make one", async () => {
    const body = { customerId: "crowd" };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => store.server("POST", "/v1/members", { body })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49);
  });
});

describe("an entry says why", () => {
  test("in data and in a sentence", async () => {
    const memberId = await store.member("reasons");
    await store.server("POST", "/v1/earn", {
      body: { memberId, points: 1, description: "A review & a photo" },
    });
    await store.server("POST", "/v1/earn", { body: { memberId, points: 1200, description: "Loyalty" } });
    const { items } = (await store.server("GET", `/v1/members/${memberId}/entries`)).as(entriesPage);
    expect(items.map(({ sentence }) => sentence).sort()).toEqual([
      "1 point: A review & a photo.",
      "1,200 points: Loyalty.",
    ]);
    expect(items[0]?.reason).toMatchObject({ rule: "action", programVersion: 1 });
  });
});
