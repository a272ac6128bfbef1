/** Moving in and out through the client, as a store's developer would. */
import { expect, test } from "vitest";
import { order, START, StoreUnderTest } from "../store-under-test.ts";
import { clientOf } from "../client/through-store.ts";

test("a file is tried, looked at, imported and handed out again", async () => {
  const store = await StoreUnderTest.make();
  const crm = clientOf(store);
  const text = `email,points\n${Array.from({ length: 3000 }, (_, index) => `member${index}@example.com,${index === 7 ? "x" : 5}`).join("\n")}`;
  const { id } = await crm.imports.create({ kind: "members", map: "smile" });
  const sent: number[] = [];
  for await (const { parts } of crm.imports.upload(id, text)) {
    sent.push(parts.received);
    if (sent.length === 1) break;
  }
  // Stopped half-way, it goes on after what is there.
  for await (const { parts } of crm.imports.upload(id, text)) sent.push(parts.received);
  expect(sent).toEqual([1, 2]);
  const read: number[] = [];
  for await (const { rows } of crm.imports.runs(id)) read.push(rows.read);
  expect(read.length).toBeGreaterThan(3);
  expect(await crm.imports.get(id)).toMatchObject({ status: "done", rows: { created: 2999, refused: 1 } });
  const refused: number[] = [];
  for await (const { row } of crm.imports.rows(id, { outcome: "refused" })) refused.push(row);
  expect(refused).toEqual([8]);
  await crm.imports.importForReal(id);
  for await (const { status } of crm.imports.runs(id)) if (status === "failed") throw new Error(status);
  const lines = { member: 0, entry: 0, program: 0 };
  for await (const { type } of crm.exportAll()) lines[type as keyof typeof lines] += 1;
  expect(lines).toEqual({ member: 2999, entry: 2999, program: 1 });
});

test("a name's characters stay whole, wherever the file is cut", async () => {
  const store = await StoreUnderTest.make();
  const crm = clientOf(store);
  // The 60,000th and the next are the halves of one character.
  const head = "customerId,firstName\n";
  const text = `${head}${"x".repeat(59_999 - head.length - 5)}\nc-1,\ud83c\udf3fAnna`;
  const { id } = await crm.imports.create({ kind: "members", dryRun: false });
  for await (const { parts } of crm.imports.upload(id, text)) expect(parts.received).toBeLessThan(3);
  for await (const { status } of crm.imports.runs(id)) expect(status).not.toBe("failed");
  const [member] = (await crm.members.list({ customerId: "c-1" }).page()).items;
  expect(member?.firstName).toBe("🌿Anna");
  const half = await store.server("PUT", `/v1/imports/${id}/parts/9`, { raw: '{"text":"a\\ud83c"}' });
  expect(half.problem().errors?.[0]?.detail).toContain("halves of a character");
});

test("a member's data is handed out, and erased", async () => {
  const store = await StoreUnderTest.make();
  const crm = clientOf(store);
  await store.putOrder("1", order("anna", 1000, START));
  const [member] = (await crm.members.list({ customerId: "anna" }).page()).items;
  expect((await crm.members.export(member?.id ?? "")).orders).toHaveLength(1);
  const { erasedAt } = await crm.members.erase(member?.id ?? "");
  expect(erasedAt).toBe(new Date(START).toISOString());
  expect((await crm.members.list({ customerId: "anna" }).page()).items).toEqual([]);
});
