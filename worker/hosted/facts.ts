/** A program as the lines of a hosted page. */
import { minorUnits } from "../program/exchange.ts";
import type { Storefront } from "../storefront/answers.ts";
import { markup, type Markup } from "./markup.ts";
import type { HostedWords } from "./words.ts";

/** How figures are written, in the page's language. */
export interface Figures {
  number: (value: number) => string;
  money: (minor: number) => string;
  points: (count: number) => string;
}

/** The figures of a store: as in its own locale where that speaks the page's language. */
export function figuresOf({ currency, locale }: Storefront["store"], words: HostedWords): Figures {
  const tag = new Intl.Locale(locale).language === words.lang ? locale : words.lang;
  const plain = new Intl.NumberFormat(tag);
  const style = { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" } as const;
  const money = new Intl.NumberFormat(tag, style);
  return {
    number: (value) => plain.format(value),
    money: (minor) => money.format(minor / 10 ** minorUnits(currency)),
    points: (count) => words.points(count, plain.format(count)),
  };
}

type Program = Storefront["program"];

/** How to earn, what becomes of it, and what campaigns add. */
export function earningPart({ earning, expiry }: Program, words: HostedWords, figures: Figures): Markup {
  const { order, signUp, birthday, actions, campaigns, holdDays } = earning;
  const ways = [
    order && words.order(figures.points(order.points), figures.money(order.per)),
    signUp && words.signUp(figures.points(signUp)),
    birthday && words.birthday(figures.points(birthday)),
  ].filter((each) => typeof each === "string");
  const days = expiry && "afterDays" in expiry ? figures.number(expiry.afterDays) : "";
  const notes = [
    order && (order.rates.length > 0 || order.exclude) ? words.otherRates : null,
    order && holdDays > 0 ? words.hold(figures.number(holdDays)) : null,
    expiry === null
      ? words.expiry.never
      : expiry.type === "dates"
        ? words.expiry.dates
        : words.expiry[expiry.type](days),
  ];
  return markup`<section><h2>${words.earn}</h2>
<ul>${ways.map((way) => markup`<li>${way}</li>`)}
${actions.map(({ name, points, url }) => {
  const line = words.action(name, figures.points(points));
  return url === null
    ? markup`<li dir="auto">${line}</li>`
    : markup`<li dir="auto"><a href="${url}">${line}</a></li>`;
})}
${campaigns.map(({ name, sentence }) => markup`<li><h3 dir="auto">${name}</h3><span class="soft">${sentence}</span></li>`)}</ul>
${notes.map((note) => note && markup`<p class="soft">${note}</p>`)}</section>`;
}

/** What points buy, each with its price. */
export function rewardsPart({ rewards }: Program, words: HostedWords, figures: Figures): Markup {
  const items = rewards.map(({ name, points, sliding, minimumOrder, description }) => {
    const price = figures.points(points);
    return markup`<li><div class="price"><h3 dir="auto">${name}</h3><b>${sliding ? words.from(price) : price}</b></div>
${description === undefined ? null : markup`<div class="soft" dir="auto">${description}</div>`}
${minimumOrder > 0 ? markup`<div class="soft">${words.minimumOrder(figures.money(minimumOrder))}</div>` : null}</li>`;
  });
  return markup`<section><h2>${words.rewards}</h2>
${items.length > 0 ? markup`<ul>${items}</ul>` : markup`<p>${words.noRewards}</p>`}</section>`;
}

/** The tiers and what each gives; null without. */
export function tiersPart({ tiers }: Program, words: HostedWords, figures: Figures): Markup | null {
  if (!tiers) return null;
  const { by, over, levels } = tiers;
  const figure = by === "spend" ? figures.money : figures.number;
  const items = levels.map(({ name, threshold, multiplier, bonus, benefits }) => {
    const gives = [
      ...(multiplier > 1 ? [words.multiplier(figures.number(multiplier))] : []),
      ...(bonus ? [words.bonus(figures.points(bonus))] : []),
      ...benefits,
    ];
    return markup`<li><div class="price"><h3 dir="auto">${name}</h3><span class="soft">${threshold === 0 ? words.start : words.threshold[by](figure(threshold))}</span></div>
${gives.length > 0 ? markup`<ul>${gives.map((each) => markup`<li dir="auto">${each}</li>`)}</ul>` : null}</li>`;
  });
  return markup`<section><h2>${words.tiers}</h2><p class="soft">${words.tiersBy[by][over]}</p>
<ul>${items}</ul></section>`;
}

/** What a friend gets, and what who brought them; null without referrals. */
export function referralPart({ referral }: Program, words: HostedWords, figures: Figures): Markup | null {
  if (!referral) return null;
  const { friend, advocate, minimumOrder } = referral;
  const least = (minor: number) => (minor > 0 ? figures.money(minor) : null);
  const reward =
    advocate.type === "points"
      ? figures.points(advocate.points)
      : words.amountOff(figures.money(advocate.amount));
  return markup`<section><h2>${words.refer}</h2>
<p>${words.friendGets(figures.money(friend.amount), least(friend.minimumOrder))}</p>
<p>${words.youGet(reward, least(minimumOrder))}</p></section>`;
}
