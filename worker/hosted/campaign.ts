/** A campaign as a hosted page tells it: what it gives, then when and for whom. */
import { localDate } from "../program/calendar.ts";
import { weekdays as week } from "../program/document/earning.ts";
import type { Storefront } from "../storefront/answers.ts";
import { moneyIn, type Speech } from "./speech.ts";

type Campaign = Storefront["program"]["earning"]["campaigns"][number];

/** A Monday, as `weekdays` of the program begin with it; milliseconds. */
const MONDAY = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;

/** "2 times the points · on orders of at least £20 · Saturday · for Gold". */
export function campaignLine(campaign: Campaign, { store, program }: Storefront, speech: Speech): string {
  const { t, locale } = speech;
  const { minimumOrder, firstOrder, products, weekdays, hours, until, tiers } = campaign;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const list = new Intl.ListFormat(locale);
  const levels = program.tiers?.levels.filter(({ id }) => tiers.includes(id)).map(({ name }) => name) ?? [];
  const parts = [
    campaign.type === "multiply" ? t("times", campaign.multiplier ?? 1) : t("extra", campaign.points ?? 0),
    firstOrder && t("firstOrder"),
    minimumOrder > 0 && t("ordersFrom", moneyIn(speech, store.currency)(minimumOrder)),
    products && t("someProducts"),
    weekdays.length > 0 &&
      list.format(weekdays.map((day) => weekday.format(MONDAY + week.indexOf(day) * 24 * HOUR))),
    hours && t("hours", time.format(hours.from * HOUR), time.format(hours.until * HOUR)),
    until !== null && t("until", lastMoment(Date.parse(until), locale, store.timeZone)),
    levels.length > 0 && t("forTiers", list.format(levels)),
  ];
  return parts.filter((part) => typeof part === "string").join(" · ");
}

/** A day is named as the last one where the campaign ends with it. */
function lastMoment(until: number, locale: string, timeZone: string): string {
  const whole = localDate(until, timeZone).day !== localDate(until - 1, timeZone).day;
  const timeStyle = whole ? undefined : "short";
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle, timeZone }).format(
    whole ? until - 1 : until,
  );
}
