import { test } from "vitest";
import { seedOf } from "../../ledger/sequences.ts";
import { playPlatform } from "./connected-store.ts";
import { playVouchers } from "./play-vouchers.ts";

playPlatform();

test("whatever is lost on both sides: one working code for each voucher that lives, and none for any other", async () => {
  await playVouchers(seedOf(20_261_125), 60);
});
