import { randomText } from "../database/id.ts";

/** No character that is read or heard as another: no 0 O, 1 I L, U V are kept apart by leaving out U. */
export const READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A new voucher code such as JUN-7Q4KM-2XPRW: the store's letters, then 10 characters of chance (49 bits). */
export function newVoucherCode(handle: string): string {
  return `${handle.slice(0, 3).toUpperCase()}-${randomText(5, READABLE)}-${randomText(5, READABLE)}`;
}

/** The code as it is stored, however it was typed. */
export function normalCode(code: string): string {
  return code.trim().toUpperCase();
}
