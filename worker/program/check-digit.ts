/** The check digit of a member's number: Damm's (H. M. Damm, 2004), which notices every single wrong digit and every swap of two neighbours. */

/** A quasigroup of order 10 without a fixed point in its swaps: row, the digit so far; column, the next one. */
const TABLE = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

/** The digit that makes the digits before it end well. */
export function checkDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(TABLE[interim]?.charAt(Number(digit)));
  return String(interim);
}

/** Whether the digits, the last of which is their check digit, were read and typed rightly. */
export function isChecked(digits: string): boolean {
  return checkDigit(digits) === "0";
}
