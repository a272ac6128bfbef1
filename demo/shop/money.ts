/** What everything here is priced in. */
export const currency = "GBP";

const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency });
const wholePounds = new Intl.NumberFormat("en-GB", { style: "currency", currency, maximumFractionDigits: 0 });

/** Pence as words: "£18", "£3.95". */
export function price(pence: number): string {
  return (pence % 100 === 0 ? wholePounds : pounds).format(pence / 100);
}

/** Shares pence out over weights so that the shares are whole and add up: floor first, then the largest remainders. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) return weights.map(() => 0);
  const shares = weights.map((weight, index) => {
    const exact = total * weight;
    return { index, whole: Math.floor(exact / sum), remainder: exact % sum };
  });
  let left = total - shares.reduce((a, share) => a + share.whole, 0);
  for (const share of [...shares].sort((a, b) => b.remainder - a.remainder || a.index - b.index)) {
    if (left === 0) break;
    share.whole += 1;
    left -= 1;
  }
  return shares.map((share) => share.whole);
}
