/** What tests of merges do and read of a store. */
import { expect } from "vitest";
import { z } from "zod";
import { mergeMembers } from "../../../worker/members/merge.ts";
import { configurationOf, forgetConfiguration } from "../../../worker/stores/configuration.ts";
import { storeContext, type StoreContext } from "../../../worker/stores/store-context.ts";
import { redeemed } from "../http/furnished-store.ts";
import { iso } from "../orders/told.ts";
import {
  environment,
  order,
  PROGRAM,
  START,
  type OrderInput,
  type StoreUnderTest,
} from "../store-under-test.ts";

/** The usual program, whose points expire after 100 days. */
export const EXPIRING = { ...PROGRAM, expiry: { afterDays: 100 }, transfers: { dailyCap: 1000 } };

/** What a verb is given for the store. */
export async function contextOf(store: StoreUnderTest): Promise<StoreContext> {
  forgetConfiguration(store.id);
  const configuration = await configurationOf(store.environment, store.keys.secret.key, "secret");
  if (!configuration) throw new Error("The store is there.");
  return storeContext(store.environment, configuration, store.now);
}

/** An order of so many pounds as it stands so many seconds later: for `placed`. */
export function told(
  pounds: number,
  second: number,
  more: Partial<OrderInput>,
): [number, Partial<OrderInput>] {
  const updatedAt = iso(START + second * 1000);
  return [pounds, { placedAt: iso(START), paidAt: iso(START), updatedAt, ...more }];
}

/** What is done and read of the store that `current` gives. */
export function merging(current: () => StoreUnderTest) {
  return {
    /** Says that one customer became the other; gives back the member who is kept. */
    merge: async (from = "anna", into = "ben") => mergeMembers(await contextOf(current()), from, into),

    /** A paid order of the customer, worth a point a pound. */
    placed: (id: string, customer: string, pounds: number, more: Partial<OrderInput> = {}) =>
      current().putOrder(id, order(customer, pounds * 100, current().now, more)),

    /** Redeems the reward of 500 points; gives back the voucher's code. */
    redeem: async (memberId: string): Promise<string> => {
      const answer = await current().server("POST", "/v1/redeem", {
        body: { memberId, rewardId: "five-off" },
      });
      return answer.as(redeemed).voucher.code;
    },

    available: async (memberId: string) => (await current().balance(memberId)).available,

    /** A member's open lots, without whose they are. */
    lotsOf: async (memberId: string) => {
      const { results } = await environment.DB.prepare(
        `SELECT source, remaining, granted_at, available_at, expires_at, due_at, warn_at, warned_at, grace, idle_days
          FROM lots WHERE member_id = ? AND remaining > 0 ORDER BY expires_at, granted_at, id`,
      )
        .bind(memberId)
        .all();
      return results;
    },

    /** The ledger's check finds nothing, and a merge moved no point out of the store. */
    sound: async (): Promise<void> => {
      expect(await current().problems()).toEqual([]);
      const books = await current().server(
        "GET",
        "/v1/ledger/roll-forward?from=2026-11-01T00:00:00Z&to=2027-12-01T00:00:00Z",
      );
      const read = z
        .object({ tiesOut: z.boolean(), transferred: z.object({ points: z.int() }).loose() })
        .loose();
      expect(books.as(read)).toMatchObject({ tiesOut: true, transferred: { points: 0 } });
    },
  };
}
