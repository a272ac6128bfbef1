import { datesAt } from "./members.ts";
import { highestFigure } from "./tiers.ts";
import { live, type BonusTerms, type Member, type World } from "./world.ts";

/**
 * Posts what tiers' bonuses come to more or less by now: what was given stands by the terms it was given under; where
 * those are no longer met, the live ones may be. Time and new rules give, and take nothing: an order does, that undoes
 * what was reached.
 */
export function postBonuses(world: World, member: Member, now: number, because: "order" | "time"): void {
  const { tiers } = live(world);
  const offers = new Map<string, BonusTerms>();
  for (const { id, threshold, bonus } of tiers?.levels ?? [])
    if (tiers && bonus !== null) offers.set(id, { tiers, threshold, points: bonus });

  for (const id of new Set([...[...member.bonuses.keys()].sort(), ...offers.keys()])) {
    const bonus = member.bonuses.get(id) ?? { terms: [], posted: 0, forgiven: 0 };
    const offer = offers.get(id);
    const isMet = ({ tiers: rules, threshold }: BonusTerms) =>
      highestFigure(rules, world, member, now) >= threshold;
    const met = [...bonus.terms, ...(offer ? [offer] : [])].find(isMet);
    const points = met?.points ?? 0;
    if (because === "time" && points < bonus.posted) continue;
    if (met && !bonus.terms.includes(met)) bonus.terms.push(met);
    if (bonus.terms.length > 0) member.bonuses.set(id, bonus);
    post(world, member, id, points, now);
  }
}

function post(world: World, member: Member, id: string, points: number, now: number): void {
  const bonus = member.bonuses.get(id);
  if (!bonus) return;
  const difference = points - bonus.posted;
  bonus.posted = points;
  if (difference < 0) {
    bonus.forgiven += member.purse.takeBack(-difference, `tier ${id}`, now, live(world).debt);
    return;
  }
  // What was spared once is not given a second time.
  const spared = Math.min(difference, bonus.forgiven);
  bonus.forgiven -= spared;
  if (difference > spared)
    member.purse.grant(difference - spared, `tier ${id}`, now, datesAt(world, now, false));
}
