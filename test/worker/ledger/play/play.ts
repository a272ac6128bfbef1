/** Does one operation on both; what the Worker answers has to be what the model says. */
import type { Operation } from "../draw/operations.ts";
import type { SideBySide } from "../side-by-side.ts";
import { changeOrder, placeOrder, tellAgain } from "./orders.ts";
import { act, adjust, earn, join, know, transfer } from "./members.ts";
import { claim } from "./referrals.ts";
import { publish, runJob, setClock } from "./time.ts";
import { cancelVoucher, redeem, releaseVoucher, useVoucher } from "./vouchers.ts";

/** The operation, two milliseconds after the one before. */
export async function play(both: SideBySide, operation: Operation): Promise<void> {
  // An order is placed and paid a moment before it is told, so that no two lots are of the same instant.
  both.store.now += 2;
  switch (operation.do) {
    case "join":
      return join(both, operation);
    case "know":
      return know(both, operation);
    case "earn":
      return earn(both, operation);
    case "act":
      return act(both, operation);
    case "adjust":
      return adjust(both, operation);
    case "transfer":
      return transfer(both, operation);
    case "order":
      return placeOrder(both, operation);
    case "change":
      return changeOrder(both, operation);
    case "tell":
      return tellAgain(both, operation);
    case "redeem":
      return redeem(both, operation);
    case "release":
      return releaseVoucher(both, operation);
    case "cancel voucher":
      return cancelVoucher(both, operation);
    case "use":
      return useVoucher(both, operation);
    case "claim":
      return claim(both, operation);
    case "repeat":
      return both.repeat(operation.call);
    case "wait":
      both.store.now += operation.milliseconds;
      return;
    case "set the clock":
      return setClock(both, operation);
    case "run the job":
      return runJob(both);
    case "publish":
      return publish(both, operation);
  }
}
