import type { ProductSet } from "./document/fields.ts";

/** What a voucher was given with beside its type and amount, as the reward said when it was redeemed. */
export interface VoucherDetails {
  /** The most a percentage takes off, minor units. */
  ceiling?: number;
  /** The most of an order it pays for, per cent. */
  maximumShare?: number;
  products?: ProductSet;
  productId?: string;
  productName?: string;
  description?: string;
  partner?: string;
  cause?: string;
  url?: string;
  /** Whether cancelling the order gives the points back, and whether the member may cancel it. */
  onCancel?: "keep" | "give_back";
  cancellable?: boolean;
  /** Whether it took one of the reward's stock, and whether it counts in its limits: both are given back with it. */
  stocked?: boolean;
  limited?: boolean;
  /** A code from a pool as it was imported, where that is not all in capitals. */
  code?: string;
}
