/** Where nobody can have a reward, or not all of it. */
import type { Program } from "../../document.ts";
import { MOST_MONEY } from "../fields.ts";
import type { Reward } from "../rewards.ts";
import { limitsAtOdds, twice, unknownTiers, windowShut, type Contradiction } from "./lists.ts";

type Path = (string | number)[];

/** Contradictions in `rewards`. */
export function rewardContradictions(program: Program): Contradiction[] {
  return [
    ...twice("reward", ["rewards"], program.rewards),
    ...program.rewards.flatMap((reward, index) => ofOne(program, reward, ["rewards", index])),
  ];
}

function ofOne(program: Program, reward: Reward, path: Path): Contradiction[] {
  const named = [
    ...reward.tiers.map((id, index) => ({ path: [...path, "tiers", index], id })),
    ...Object.keys(reward.prices).map((id) => ({ path: [...path, "prices", id], id })),
  ];
  return [
    ...windowShut(path, reward),
    ...unknownTiers(program, named),
    ...pricesOfOthers(reward, path),
    ...limitsAtOdds(
      [...path, "limits"],
      "count",
      reward.limits.map(({ count, period }) => ({ most: count, period })),
    ),
    ...steps(reward, path),
    ...belowLeast(program, reward, path),
    ...lostPart(reward, path),
  ];
}

/** Prices of tiers that may not have the reward. */
function pricesOfOthers({ tiers, prices }: Reward, path: Path): Contradiction[] {
  if (tiers.length === 0) return [];
  return Object.entries(prices)
    .filter(([id]) => !tiers.includes(id))
    .map(([id, price]) => ({
      path: [...path, "prices", id],
      input: price,
      message: `The tier "${id}" may not have this reward (\`tiers\`), so it needs no price.`,
    }));
}

/** A sliding price whose ends are not whole steps, or the wrong way round. */
function steps(reward: Reward, path: Path): Contradiction[] {
  if (!("sliding" in reward) || !reward.sliding) return [];
  const { points, amount } = reward;
  const { minimum, maximum } = reward.sliding;
  const found = (field: "minimum" | "maximum", input: number, message: string) => [
    { path: [...path, "sliding", field], input, message },
  ];
  if (maximum < minimum) return found("maximum", maximum, `The maximum is below the minimum, ${minimum}.`);
  const odd = (each: number) => each % points !== 0;
  const whole = `is no whole number of steps of ${points} points.`;
  return [
    ...(odd(minimum) ? found("minimum", minimum, `The minimum ${whole}`) : []),
    ...(odd(maximum) ? found("maximum", maximum, `The maximum can't be reached: it ${whole}`) : []),
    ...((maximum / points) * amount > MOST_MONEY
      ? found("maximum", maximum, `The maximum would be worth more than ${MOST_MONEY} minor units.`)
      : []),
  ];
}

/** Prices that are below the fewest points a redemption may take, so that nobody can pay them. */
function belowLeast({ minimumRedemption }: Program, reward: Reward, path: Path): Contradiction[] {
  if (minimumRedemption === null) return [];
  const sliding = "sliding" in reward ? reward.sliding : null;
  const most = sliding ? Math.floor(sliding.maximum / reward.points) : 1;
  const prices = [
    { at: sliding ? ["sliding", "maximum"] : ["points"], price: reward.points },
    ...Object.entries(reward.prices).map(([id, price]) => ({ at: ["prices", id], price })),
  ];
  return prices
    .filter(({ price }) => price * most < minimumRedemption)
    .map(({ at, price }) => ({
      path: [...path, ...at],
      input: price * most,
      message: `A redemption takes at least ${minimumRedemption} points (\`minimumRedemption\`), so nobody could have this reward for ${price * most}.`,
    }));
}

/** An amount off, or a percentage, that is more than the smallest order lets it be. */
function lostPart(reward: Reward, path: Path): Contradiction[] {
  const { minimumOrder, maximumShare } = reward;
  if (reward.type === "percentage_off" && maximumShare !== null && maximumShare < reward.percent) {
    const message = `The reward takes ${reward.percent} % off, and this lets it pay for ${maximumShare} % only.`;
    return [{ path: [...path, "maximumShare"], input: maximumShare, message }];
  }
  if (reward.type !== "amount_off") return [];
  const { amount, sliding, points } = reward;
  const least = sliding ? Math.floor(sliding.minimum / points) * amount : amount;
  const lost = lostMinimum([...path, "minimumOrder"], minimumOrder, least);
  if (lost.length > 0 || minimumOrder === 0 || maximumShare === null) return lost;
  if (minimumOrder * maximumShare >= least * 100) return [];
  const message = `Of an order of ${minimumOrder} it may pay for ${maximumShare} % only, so part of the reward would be lost.`;
  return [{ path: [...path, "maximumShare"], input: maximumShare, message }];
}

/** A smallest order that is smaller than what is taken off it; 0 says that there is none. */
export function lostMinimum(path: Path, minimumOrder: number, amount: number): Contradiction[] {
  if (minimumOrder === 0 || minimumOrder >= amount) return [];
  const message = "The minimum order is smaller than the amount off, so part of the reward would be lost.";
  return [{ path, input: minimumOrder, message }];
}
