import type { Mutant } from "./mutant.ts";

/** Rewards and vouchers: worker/rewards/. */
export const rewards: Mutant[] = [
  {
    what: "a voucher that was used is released",
    file: "worker/rewards/release-voucher.ts",
    is: "[guardVoucher(context, unused), ...undo",
    becomes: "[...undo",
    tests: ["rewards/redeem.test.ts"],
  },
];
