import type { Answer, Call } from "../call.ts";
import type { CallOptions } from "../send.ts";

type Checked = Answer<"getV1LedgerCheck">;

/** The books: `crm.ledger`. */
export function ledger(call: Call) {
  return {
    /** Checks the ledger of the whole store, in as many calls as it takes. */
    async check(options?: CallOptions): Promise<Pick<Checked, "ok" | "checked" | "problems">> {
      const whole: Pick<Checked, "checked" | "problems"> = { checked: 0, problems: [] };
      let cursor: string | null | undefined;
      do {
        const query = typeof cursor === "string" ? { cursor } : {};
        const { checked, problems, next } = await call("getV1LedgerCheck", { query }, options);
        whole.checked += checked;
        whole.problems.push(...problems);
        cursor = next;
      } while (cursor !== null);
      return { ok: whole.problems.length === 0, ...whole };
    },

    /** What the points of all members did in a period, on whole hours of UTC; `to` is not included. */
    rollForward: (period: { from: Date | string; to: Date | string }, options?: CallOptions) =>
      call(
        "getV1LedgerRollForward",
        { query: { from: timeOf(period.from), to: timeOf(period.to) } },
        options,
      ),
  };
}

function timeOf(time: Date | string): string {
  return typeof time === "string" ? time : time.toISOString();
}
