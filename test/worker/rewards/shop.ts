/** A store whose program has the rewards that a test needs, and a member with points. */
import { z } from "zod";
import { voucherSchema } from "../../../worker/rewards/answers.ts";
import { PROGRAM, StoreUnderTest, type Answer, type ProgramInput } from "../store-under-test.ts";
import { redeemed } from "../http/furnished-store.ts";

export type RewardInput = NonNullable<ProgramInput["rewards"]>[number];

/** £5 off for 500 points, with something changed. */
export function fiveOff(more: Partial<Extract<RewardInput, { type: "amount_off" }>> = {}): RewardInput {
  return { id: "five-off", name: "£5 off", type: "amount_off", amount: 500, points: 500, ...more };
}

/** 100 to 1,000 points in steps of 100, £1 for each. */
export const SLIDING = fiveOff({
  id: "as-you-like",
  name: "Money off",
  points: 100,
  amount: 100,
  sliding: { minimum: 200, maximum: 1000 },
});

export class Shop {
  readonly store: StoreUnderTest;
  readonly memberId: string;

  constructor(store: StoreUnderTest, memberId: string) {
    this.store = store;
    this.memberId = memberId;
  }

  /** A store with these rewards, and Anna with 5,000 points. */
  static async open(rewards: RewardInput[], more: Partial<ProgramInput> = {}): Promise<Shop> {
    const store = await StoreUnderTest.make({ ...PROGRAM, ...more, rewards });
    const memberId = await store.member("anna");
    await store.earn(memberId, 5000);
    return new Shop(store, memberId);
  }

  /** Publishes the same program with other rewards. */
  async change(rewards: RewardInput[], more: Partial<ProgramInput> = {}): Promise<void> {
    await this.store.publish({ ...PROGRAM, ...more, rewards });
  }

  redeem(rewardId: string, more: { points?: number; memberId?: string } = {}): Promise<Answer> {
    return this.store.server("POST", "/v1/redeem", { body: { memberId: this.memberId, rewardId, ...more } });
  }

  /** Redeems, and gives back what it is answered. */
  async have(rewardId: string, more: { points?: number; memberId?: string } = {}) {
    const answer = await this.redeem(rewardId, more);
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.as(redeemed);
  }

  /** The code of the problem that a redemption is refused with, and its sentence. */
  async refused(rewardId: string, more: { points?: number; memberId?: string } = {}) {
    const { code, detail } = (await this.redeem(rewardId, more)).problem();
    return [code, detail];
  }

  release(code: string): Promise<Answer> {
    return this.store.server("POST", `/v1/vouchers/${encodeURIComponent(code)}/release`, { body: {} });
  }

  async voucher(code: string) {
    return (await this.store.server("GET", `/v1/vouchers/${encodeURIComponent(code)}`)).as(voucherSchema);
  }

  importCodes(pool: string, codes: string[], key?: string): Promise<Answer> {
    return this.store.server("POST", `/v1/code-pools/${pool}/codes`, {
      body: { codes },
      ...(key === undefined ? {} : { key }),
    });
  }

  async available(): Promise<number> {
    return (await this.store.balance(this.memberId)).available;
  }
}

/** The codes of refusals, as many as there are of each. */
export function tally(answers: Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) {
    const name = answer.status < 300 ? "given" : answer.problem().code;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

export const pool = z.object({ pool: z.string(), added: z.int(), given: z.int(), left: z.int() });
