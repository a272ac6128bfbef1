import { dayBegins, local } from "./calendar.ts";
import { datesFrom } from "./dates.ts";
import type { World } from "./world.ts";

/**
 * Points for birthdays of today and of the seven days before: once a calendar year, by the rules of that day, and dated
 * from its beginning.
 */
export function giveBirthdays(world: World, now: number): void {
  const today = local(now, world.zone);
  for (let back = 7; back >= 0; back--) {
    const from = dayBegins(today.year, today.month, today.day - back, world.zone);
    const until = dayBegins(today.year, today.month, today.day - back + 1, world.zone);
    const { year, names } = dayOf(from, world.zone);
    const last = Math.min(now, until - 1);
    const program = world.versions.filter(({ publishedAt }) => publishedAt <= last).at(-1)?.program;
    const points = program?.earning.birthday ?? null;
    if (!program || points === null) continue;
    for (const member of world.members.values()) {
      if (member.birthday === null || !names.includes(member.birthday)) continue;
      if (member.birthdayYear >= year || member.joinedAt >= until) continue;
      member.birthdayYear = year;
      member.purse.grant(points, "birthday", from, datesFrom(program, world.zone, from));
    }
  }
}

/** The birthdays that fall on a day: those of 29 February on the 28th where the year has no 29th. */
function dayOf(at: number, zone: string): { year: number; names: string[] } {
  const { year, month, day } = local(at, zone);
  const name = [month, day].map((part) => String(part).padStart(2, "0")).join("-");
  const hasNo29th = new Date(Date.UTC(year, 1, 29)).getUTCDate() !== 29;
  return { year, names: name === "02-28" && hasNo29th ? [name, "02-29"] : [name] };
}
