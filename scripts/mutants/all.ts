import { ledger } from "./ledger.ts";
import { members } from "./members.ts";
import { merge } from "./merge.ts";
import { migrations } from "./migrations.ts";
import type { Mutant } from "./mutant.ts";
import { orders } from "./orders.ts";
import { program } from "./program.ts";
import { rewards } from "./rewards.ts";
import { shopify } from "./shopify.ts";
import { tiers } from "./tiers.ts";
import { time } from "./time.ts";
import { woocommerce } from "./woocommerce.ts";

/** Every place that is broken to see whether the tests notice. */
export const mutants: Mutant[] = [
  ...ledger,
  ...program,
  ...orders,
  ...rewards,
  ...tiers,
  ...members,
  ...time,
  ...migrations,
  ...woocommerce,
  ...merge,
  ...shopify,
];
