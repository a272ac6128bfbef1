import { test } from "vitest";
import { seedOf } from "../../ledger/sequences.ts";
import { playPlatform } from "./connected-store.ts";
import { playVouchers } from "./play-vouchers.ts";

playPlatform();

test("promise 5: whatever is lost on both sides, each voucher that lives has one code that works, and no other has", async () => {
  await playVouchers(seedOf(20_261_125), 60);
}, 60_000);
