/**
 * What one member has, as the promises tell it: lots, debt and a clock, and no database. Expiry is nothing that
 * happens here: a lot whose time is past counts for nothing, and that is all (promise 7).
 */
import type { Balance } from "../store-under-test.ts";

export interface LotDates {
  grantedAt: number;
  availableAt: number;
  expiresAt: number;
}

interface Lot extends LotDates {
  source: string;
  remaining: number;
  /** Its place among those granted: decides between lots of the same dates. */
  place: number;
}

/** What a redemption took, and from where. */
export interface Taken {
  lot: Lot;
  points: number;
}

export class Purse {
  #lots: Lot[] = [];
  #debt = 0;

  /** Points given: what is owed is repaid first, the rest becomes a lot. */
  grant(points: number, source: string, dates: LotDates): void {
    const repaid = this.#repay(points);
    this.#lots.push({ source, ...dates, remaining: points - repaid, place: this.#lots.length });
    this.#lots.sort(bySpending);
  }

  /** Takes available points, soonest-expiring first, then oldest; null, and nothing taken, where there are too few. */
  spend(points: number, now: number): Taken[] | null {
    if (this.balance(now).available < points) return null;
    return this.#take(points, (lot) => lot.availableAt <= now && lot.expiresAt > now);
  }

  /** Undoes a spending: to the lots it took from, once what is owed is repaid. */
  giveBack(taken: Taken[]): void {
    for (const { lot, points } of [...taken].sort((a, b) => bySpending(a.lot, b.lot)))
      lot.remaining += points - this.#repay(points);
  }

  /**
   * Takes back what a source gave: from its own lots, even those whose time is past; then from the others
   * that still count; what is missing is owed.
   */
  takeBack(points: number, source: string, now: number): void {
    const own = sum(this.#take(points, (lot) => lot.source === source));
    const other = sum(this.#take(points - own, (lot) => lot.expiresAt > now));
    this.#debt += points - own - other;
  }

  balance(now: number): Balance {
    const counting = this.#lots.filter((lot) => lot.expiresAt > now);
    const isPending = (lot: Lot) => lot.availableAt > now;
    const points = (lots: Lot[]) => lots.reduce((total, lot) => total + lot.remaining, 0);
    return {
      available: points(counting.filter((lot) => !isPending(lot))),
      pending: points(counting.filter(isPending)),
      debt: this.#debt,
    };
  }

  #repay(points: number): number {
    const repaid = Math.min(this.#debt, points);
    this.#debt -= repaid;
    return repaid;
  }

  #take(points: number, from: (lot: Lot) => boolean): Taken[] {
    const taken: Taken[] = [];
    let missing = points;
    for (const lot of this.#lots.filter(from)) {
      const part = Math.min(lot.remaining, missing);
      if (part === 0) continue;
      lot.remaining -= part;
      missing -= part;
      taken.push({ lot, points: part });
    }
    return taken;
  }
}

function bySpending(a: Lot, b: Lot): number {
  return a.expiresAt - b.expiresAt || a.grantedAt - b.grantedAt || a.place - b.place;
}

function sum(taken: Taken[]): number {
  return taken.reduce((total, each) => total + each.points, 0);
}
