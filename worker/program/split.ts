/** Cutting a whole into parts that add up to it. */

/**
 * `whole` cut by the weights so that the parts are integers that add up to it: largest remainder,
 * an earlier part first where remainders are equal. All zero where the weights are.
 */
export function split(whole: number, weights: readonly (number | bigint)[]): number[] {
  const exact = weights.map(BigInt);
  const total = exact.reduce((sum, each) => sum + each, 0n);
  if (total === 0n) return weights.map(() => 0);
  const shares = exact.map((weight, index) => {
    const product = BigInt(whole) * weight;
    return { index, share: Number(product / total), remainder: product % total };
  });
  const left = whole - shares.reduce((sum, each) => sum + each.share, 0);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const each of byRemainder.slice(0, left)) each.share += 1;
  return shares.map((each) => each.share);
}
