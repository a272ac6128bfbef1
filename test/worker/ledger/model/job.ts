/** What the job posts, and setting a sandbox's clock forward. */
import { giveBirthdays } from "./birthdays.ts";
import { postBonuses } from "./bonuses.ts";
import { DAY, periodAround } from "./calendar.ts";
import { turnsOf } from "./tiers.ts";
import { returnExpired } from "./vouchers.ts";
import type { World } from "./world.ts";

/** Posts what is true by now. Expiries are nothing to post here: the clock says so. */
export function runJob(world: World, now: number): void {
  returnExpired(world, now);
  giveBirthdays(world, now);
  for (const member of world.members.values()) postBonuses(world, member, now, "time");
  for (const { purse } of world.members.values()) purse.warn(now, world.zone);
}

/** From one moment at which something falls due to the next, with the job's work at each. */
export function setClock(world: World, from: number, days: number): number {
  const to = from + days * DAY;
  let now = from;
  for (;;) {
    runJob(world, now);
    const next = nextDue(world, now, to);
    if (next === null) return to;
    now = next;
  }
}

/** The next moment at which something may fall due; that nothing does at some of them makes no difference. */
function nextDue(world: World, now: number, to: number): number | null {
  const lots = [...world.members.values()].flatMap(({ purse }) => purse.lots);
  const moments = [
    periodAround("day", now, world.zone).ends,
    ...turnsOf(world, now, to),
    ...lots.flatMap(({ warnAt, expiresAt }) => [warnAt, expiresAt]),
    ...[...world.vouchers.values()].map(({ expiresAt }) => expiresAt),
  ];
  const ahead = moments.filter((moment) => moment > now && moment <= to);
  return ahead.length === 0 ? null : Math.min(...ahead);
}
