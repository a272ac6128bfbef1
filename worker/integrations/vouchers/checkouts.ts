import type { Platform, PlatformName } from "../platform.ts";
import { platformOf } from "../platforms.ts";

/** What vouchers need of a platform. */
export type Checkout = Pick<Platform, "publishable" | "publishVoucher" | "withdrawVoucher">;

/** Where a platform's checkout is found. Tests put one here that they play themselves. */
export const checkouts = {
  of: (name: PlatformName): Checkout | undefined => platformOf(name),
};
