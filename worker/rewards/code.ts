import { randomText } from "../database/id.ts";

/** No character that is read or heard as another: no 0 O, 1 I L, U V are kept apart by leaving out U. */
export const READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A new voucher code such as JUN-7Q4KM-2XPRW: the store's letters, then 10 characters of chance (49 bits). */
export function newVoucherCode(handle: string): string {
  return `${letters(handle)}-${randomText(5, READABLE)}-${randomText(5, READABLE)}`;
}

/** Whether `newVoucherCode` could give this code (in capitals): such a code is no store's to import. */
export function couldBeNew(handle: string, code: string): boolean {
  const start = `${letters(handle)}-`;
  const form = new RegExp(`^[${READABLE}]{5}-[${READABLE}]{5}$`);
  return code.startsWith(start) && form.test(code.slice(start.length));
}

/** The code as it is stored, however it was typed. */
export function normalCode(code: string): string {
  return code.trim().toUpperCase();
}

function letters(handle: string): string {
  return handle.slice(0, 3).toUpperCase();
}
