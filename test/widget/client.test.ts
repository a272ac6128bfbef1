/** The client in a browser, over the browser's own fetch. */
import { afterEach, expect, test, vi } from "vitest";
import { Regulars, RegularsError } from "../../client/index.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("runs in a browser: it reads, sends again and throws as elsewhere", async () => {
  const answers = [
    new Response("<h1>Bad gateway</h1>", { status: 502 }),
    Response.json({ available: 5, pending: 0, debt: 0 }),
    Response.json({ code: "member_not_found", detail: "The store has no such member." }, { status: 404 }),
  ];
  const fetched = vi
    .spyOn(globalThis, "fetch")
    .mockImplementation(async () => answers.shift() ?? Response.error());
  const crm = new Regulars({
    secretKey: "sk_test",
    origin: "https://rewards.example.com",
    wait: async () => {},
  });
  expect((await crm.members.balance("mem_1")).available).toBe(5);
  await expect(crm.members.balance("mem_2")).rejects.toThrow(RegularsError);
  expect(fetched.mock.calls.map(([url]) => url)).toEqual([
    "https://rewards.example.com/v1/members/mem_1/balance",
    "https://rewards.example.com/v1/members/mem_1/balance",
    "https://rewards.example.com/v1/members/mem_2/balance",
  ]);
});
