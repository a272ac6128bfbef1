/** A store with people at its tills. */
import type { z } from "zod";
import { receiptSchema } from "../../../worker/till/receipt.ts";
import { tillMemberSchema } from "../../../worker/till/member.ts";
import { staffOf } from "../http/furnished-store.ts";
import { PROGRAM, StoreUnderTest, type Answer, type ProgramInput } from "../store-under-test.ts";

export class Counter {
  readonly store: StoreUnderTest;
  readonly staffId: string;
  readonly signIn: { number: string; pin: string };
  readonly session: string;

  constructor(store: StoreUnderTest, staff: Awaited<ReturnType<typeof staffOf>>) {
    this.store = store;
    this.staffId = staff.staffId;
    this.signIn = staff.signIn;
    this.session = staff.till;
  }

  static async open(program: ProgramInput | null = PROGRAM): Promise<Counter> {
    const store = await StoreUnderTest.make(program);
    return new Counter(store, await staffOf(store, "Priya"));
  }

  /** Another person at another till of the same store. */
  async second(name = "Kwame"): Promise<Counter> {
    return new Counter(this.store, await staffOf(this.store, name));
  }

  /** A POST of the till; `key` is its Idempotency-Key. */
  async post(path: string, body: object, key?: string): Promise<Answer> {
    const { session } = this;
    return this.store.page("POST", `/till/${path}`, { session, body, ...(key === undefined ? {} : { key }) });
  }

  async add(memberId: string, receipt: string, amount: number, more: object = {}): Promise<Answer> {
    return this.post("receipts", { memberId, receipt, amount, ...more });
  }

  async added(memberId: string, receipt: string, amount: number): Promise<z.infer<typeof receiptSchema>> {
    return (await this.add(memberId, receipt, amount)).as(receiptSchema);
  }

  async look(wanted: object): Promise<z.infer<typeof tillMemberSchema>> {
    return (await this.post("lookup", wanted)).as(tillMemberSchema);
  }

  /** Ids and kinds of what this person did, newest first. */
  async done(): Promise<string[]> {
    const answer = await this.store.server("GET", `/v1/staff/${this.staffId}/till-actions`);
    const { items } = JSON.parse(answer.text) as { items: { kind: string; subject: string }[] };
    return items.map(({ kind }) => kind);
  }
}
