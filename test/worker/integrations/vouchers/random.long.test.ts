import { test } from "vitest";
import { seedOf } from "../../ledger/sequences.ts";
import { playPlatform } from "./connected-store.ts";
import { playVouchers } from "./play-vouchers.ts";

playPlatform();

test.each(Array.from({ length: 12 }, (_, index) => index))("many vouchers, drawn anew: %i", async (index) => {
  await playVouchers(seedOf(20_261_126) + index, 250);
});
