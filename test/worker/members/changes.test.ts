/** What is known of a member is set as it is told, and as often as it is told. */
import { beforeEach, expect, test } from "vitest";
import { memberSchema } from "../../../worker/members/answers.ts";
import { countsQueries, losesOneAnswer } from "../database/bindings.ts";
import { contents } from "../database/contents.ts";
import { environment, order, START, StoreUnderTest } from "../store-under-test.ts";

let store: StoreUnderTest;
let memberId: string;
beforeEach(async () => {
  store = await StoreUnderTest.make();
  memberId = await store.member("anna", { email: "anna@example.com", firstName: "Anna" });
});

const change = (body: Record<string, unknown>) => store.server("PATCH", `/v1/members/${memberId}`, { body });
const read = async () => (await store.server("GET", `/v1/members/${memberId}`)).as(memberSchema);

test("what is told changes, and the rest stays", async () => {
  const before = await read();
  const answer = await change({ birthday: "02-29", segments: ["press", "staff"] });
  expect(answer.as(memberSchema)).toEqual({ ...before, birthday: "02-29", segments: ["press", "staff"] });
  expect((await change({ firstName: "Anna Maria" })).as(memberSchema)).toEqual({
    ...before,
    firstName: "Anna Maria",
    birthday: "02-29",
    segments: ["press", "staff"],
  });
  expect((await change({})).as(memberSchema)).toEqual(await read());
});

test("null clears", async () => {
  await change({ birthday: "12-31", segments: ["press"] });
  const cleared = await change({ firstName: null, email: null, birthday: null, segments: null });
  expect(cleared.as(memberSchema)).toMatchObject({
    firstName: null,
    email: null,
    birthday: null,
    segments: [],
  });
  const found = await store.server("GET", "/v1/members?email=anna@example.com");
  expect(JSON.parse(found.text)).toEqual({ items: [], next: null });
});

test("an address leads to the member from then on, and the one before no longer", async () => {
  await change({ email: " Maria@Example.com ".trim() });
  const at = async (email: string) => (await store.server("GET", `/v1/members?email=${email}`)).text;
  expect(await at("maria@example.com")).toContain(memberId);
  expect(await at("anna@example.com")).not.toContain(memberId);
  const placed = await store.putOrder(
    "1",
    order("", 500, START, { customer: { email: "maria@example.com" } }),
  );
  expect(placed.order.memberId).toBe(memberId);
});

test("an address of another member's is refused, and nothing of the change is written", async () => {
  await store.member("ben", { email: "ben@example.com" });
  const before = await contents(store.id);
  const answer = await change({ email: "BEN@example.com", firstName: "Ben" });
  expect(answer.problem().code).toBe("email_taken");
  expect(await contents(store.id)).toEqual(before);
});

test("the same change again changes nothing, also where the first answer was lost", async () => {
  const body = { email: "maria@example.com", birthday: "11-22", segments: ["press"] };
  store.environment = losesOneAnswer().environment;
  expect((await change(body)).status).toBe(500);
  store.environment = environment;
  const after = await contents(store.id);
  expect((await change(body)).as(memberSchema)).toMatchObject(body);
  expect(await contents(store.id)).toEqual(after);
});

test("a change takes one round trip", async () => {
  await read();
  const counting = countsQueries();
  store.environment = counting.environment;
  await change({ birthday: "11-22" });
  store.environment = environment;
  expect(counting.batches).toBe(1);
});

test("of two members who take one address at once, one has it", async () => {
  const others = await Promise.all(["ben", "carl", "dora"].map((each) => store.member(each)));
  const answers = await Promise.all(
    others.map((id) => store.server("PATCH", `/v1/members/${id}`, { body: { email: "one@example.com" } })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
});

test("a member is made with a birthday", async () => {
  const body = { customerId: "eve", birthday: "06-01" };
  const made = (await store.server("POST", "/v1/members", { body })).as(memberSchema);
  expect(made).toMatchObject({ birthday: "06-01", segments: [] });
});
