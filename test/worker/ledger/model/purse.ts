/**
 * What one member has, as the promises tell it: lots, debt and a clock, and no database. Expiry is nothing that
 * happens here: a lot whose time is past counts for nothing, and that is all (promise 7).
 */
import type { Program } from "../../../../worker/program/document.ts";
import type { Balance } from "../../store-under-test.ts";
import { DAY, periodAround } from "./calendar.ts";
import { idleUntil, NEVER, warningOf, type Dates } from "./dates.ts";

export interface Lot extends Dates {
  source: string;
  remaining: number;
  grantedAt: number;
  warnedAt: number | null;
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

  get lots(): readonly Lot[] {
    return this.#lots;
  }

  /** Points given: what is owed is repaid first, the rest becomes a lot. */
  grant(
    points: number,
    source: string,
    grantedAt: number,
    dates: Dates,
    warnedAt: number | null = null,
  ): void {
    const remaining = points - this.#repay(points);
    this.#lots.push({ source, grantedAt, ...dates, warnedAt, remaining, place: this.#lots.length });
  }

  /** Takes available points, soonest-expiring first, then oldest; null, and nothing taken, where there are too few. */
  spend(points: number, now: number): Taken[] | null {
    if (this.balance(now).available < points) return null;
    return this.#take(points, (lot) => lot.availableAt <= now && lot.expiresAt > now);
  }

  /** Takes a price again that was given back: from available points, then from pending ones; the rest is owed. */
  spendOrOwe(points: number, now: number): Taken[] {
    const available = this.#take(points, (lot) => lot.availableAt <= now && lot.expiresAt > now);
    const pending = this.#take(points - sum(available), (lot) => lot.expiresAt > now);
    const taken = [...available, ...pending];
    this.#debt += points - sum(taken);
    return taken;
  }

  /** Undoes a spending: to the lots it took from, once what is owed is repaid. */
  giveBack(taken: Taken[]): void {
    for (const { lot, points } of [...taken].sort((a, b) => bySpending(a.lot, b.lot)))
      lot.remaining += points - this.#repay(points);
  }

  /** Points that another member sent, each part with the dates of the lot it comes from. */
  receive(taken: Taken[], source: string): void {
    for (const { lot, points } of [...taken].sort((a, b) => bySpending(a.lot, b.lot)))
      this.grant(points, source, lot.grantedAt, datesOf(lot), lot.warnedAt);
  }

  /**
   * Takes back what a source gave: from its own lots, even those whose time is past; then from the others that still
   * count; what is missing is owed. As far as the rule on debt lets it: gives back how much of it is forgiven.
   */
  takeBack(points: number, source: string, now: number, { policy, floor }: Program["debt"]): number {
    if (policy === "only_pending") {
      const isWaiting = (lot: Lot) => lot.source === source && lot.availableAt > now && lot.expiresAt > now;
      return points - sum(this.#take(points, isWaiting));
    }
    const own = sum(this.#take(points, (lot) => lot.source === source));
    const other = sum(this.#take(points - own, (lot) => lot.expiresAt > now));
    const missing = points - own - other;
    const most = policy === "within_balance" ? 0 : floor === null ? missing : Math.max(0, floor - this.#debt);
    const owed = Math.min(missing, most);
    this.#debt += owed;
    return missing - owed;
  }

  /** The day that points of a source waited for has come. */
  release(source: string, dates: Dates): void {
    for (const lot of this.#lots)
      if (lot.source === source && lot.availableAt === NEVER) Object.assign(lot, dates);
  }

  /** The member did something: what expires by inactivity stays for longer, and is to be warned of anew. */
  touch(now: number, zone: string): void {
    for (const lot of this.#lots) {
      if (lot.idleDays === 0 || lot.remaining === 0 || lot.expiresAt <= now) continue;
      const dueAt = idleUntil(now, lot.idleDays, zone);
      if (dueAt <= lot.dueAt) continue;
      const warnDays = lot.warnAt === NEVER ? 0 : warnDaysOf(lot);
      lot.dueAt = dueAt;
      lot.expiresAt = dueAt + lot.grace;
      lot.warnAt = warnDays === 0 ? NEVER : warningOf(dueAt, warnDays, zone);
      lot.warnedAt = null;
    }
  }

  /**
   * Posts the warnings that are due, together with what else expires on the same days: from then on there is no grace, but
   * as many days as the program warns ahead.
   */
  warn(now: number, zone: string): void {
    const mayBeWarned = ({ remaining, warnedAt, warnAt, expiresAt }: Lot) =>
      remaining > 0 && warnedAt === null && warnAt < NEVER && expiresAt > now;
    const due = this.#lots.filter((lot) => mayBeWarned(lot) && lot.warnAt <= now);
    const days = due.map(({ dueAt, grace }) => ({ ...periodAround("day", dueAt, zone), grace }));
    for (const lot of this.#lots.filter(mayBeWarned)) {
      const isOn = ({ begins, ends, grace }: (typeof days)[number]) =>
        lot.expiresAt >= begins + grace && lot.expiresAt < ends + grace;
      if (!days.some(isOn)) continue;
      lot.warnedAt = now;
      lot.expiresAt = Math.max(lot.dueAt, Math.min(now + warnDaysOf(lot) * DAY, lot.dueAt + lot.grace));
    }
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
    for (const lot of this.#lots.filter(from).sort(bySpending)) {
      const part = Math.min(lot.remaining, missing);
      if (part === 0) continue;
      lot.remaining -= part;
      missing -= part;
      taken.push({ lot, points: part });
    }
    return taken;
  }
}

/** Days before the expiry at which the warning falls due: the whole days between the two. */
function warnDaysOf({ dueAt, warnAt }: Lot): number {
  return Math.floor((dueAt - warnAt) / DAY);
}

function datesOf({ availableAt, expiresAt, dueAt, warnAt, grace, idleDays }: Lot): Dates {
  return { availableAt, expiresAt, dueAt, warnAt, grace, idleDays };
}

function bySpending(a: Lot, b: Lot): number {
  return a.expiresAt - b.expiresAt || a.grantedAt - b.grantedAt || a.place - b.place;
}

function sum(taken: Taken[]): number {
  return taken.reduce((total, each) => total + each.points, 0);
}
