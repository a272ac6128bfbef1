/** A program as the lines of a hosted page. */
import type { Storefront } from "../storefront/answers.ts";
import { campaignLine } from "./campaign.ts";
import { markup, type Markup } from "./markup.ts";
import { moneyIn, type Speech } from "./speech.ts";

/** How to earn, what becomes of it, and what campaigns add. */
export function earningPart(told: Storefront, speech: Speech): Markup {
  const { earning } = told.program;
  const { order, signUp, birthday, actions, campaigns } = earning;
  const { t } = speech;
  const ways = [
    order && t("order", order.points, moneyIn(speech, told.store.currency)(order.per)),
    signUp && t("signUp", signUp),
    birthday && t("birthday", birthday),
  ].filter((each) => typeof each === "string");
  const notes = [
    order && (order.rates.length > 0 || order.exclude) ? t("otherRates") : null,
    order && holdNote(earning, speech),
    expiryNote(told.program, speech),
  ];
  return markup`<section><h2>${t("earn")}</h2>
<ul>${ways.map((way) => markup`<li>${way}</li>`)}
${actions.map(({ name, points, url }) => {
  const what = url === null ? name : markup`<a href="${url}">${name}</a>`;
  return markup`<li class="price"><bdi>${what}</bdi><b>${t("points", points)}</b></li>`;
})}
${campaigns.map((each) => markup`<li><h3><bdi>${each.name}</bdi></h3><span class="soft">${campaignLine(each, told, speech)}</span></li>`)}</ul>
${notes.map((note) => note && markup`<p class="soft">${note}</p>`)}</section>`;
}

type Program = Storefront["program"];

/** When an order's points can be spent; null where that is at once. */
function holdNote({ holdFrom, holdDays }: Program["earning"], { t }: Speech): string | null {
  if (holdFrom === "release") return t("confirmed");
  if (holdFrom === "fulfilment") return t(holdDays === 0 ? "sent" : "holdSent", holdDays);
  return holdDays === 0 ? null : t("hold", holdDays);
}

function expiryNote({ expiry }: Program, { t }: Speech): string {
  if (!expiry) return t("expire_never");
  return t(`expire_${expiry.type}`, expiry.type === "dates" ? "" : expiry.afterDays);
}

/** What points buy, each with its price. */
export function rewardsPart({ store, program: { rewards } }: Storefront, speech: Speech): Markup {
  const { t } = speech;
  const money = moneyIn(speech, store.currency);
  const items = rewards.map(({ name, points, sliding, minimumOrder, description }) => {
    const price = t(sliding ? "from" : "points", points);
    return markup`<li><div class="price"><h3><bdi>${name}</bdi></h3><b>${price}</b></div>
${description === undefined ? null : markup`<div class="soft"><bdi>${description}</bdi></div>`}
${minimumOrder > 0 ? markup`<div class="soft">${t("ordersFrom", money(minimumOrder))}</div>` : null}</li>`;
  });
  return markup`<section><h2>${t("rewards")}</h2>
${items.length > 0 ? markup`<ul>${items}</ul>` : markup`<p>${t("noRewards")}</p>`}</section>`;
}

/** The tiers and what each gives; null without. */
export function tiersPart({ store, program: { tiers } }: Storefront, speech: Speech): Markup | null {
  if (!tiers) return null;
  const { by, over, levels } = tiers;
  const { t } = speech;
  const from = (figure: number) =>
    t(`from_${by}`, by === "spend" ? moneyIn(speech, store.currency)(figure) : figure);
  const items = levels.map(({ name, threshold, multiplier, bonus, benefits }) => {
    const gives = [
      ...(multiplier > 1 ? [t("times", multiplier)] : []),
      ...(bonus ? [t("bonus", bonus)] : []),
      ...benefits.map((benefit) => markup`<bdi>${benefit}</bdi>`),
    ];
    return markup`<li><div class="price"><h3><bdi>${name}</bdi></h3><span class="soft">${threshold === 0 ? t("start") : from(threshold)}</span></div>
${gives.length > 0 ? markup`<ul>${gives.map((each) => markup`<li>${each}</li>`)}</ul>` : null}</li>`;
  });
  return markup`<section><h2>${t("tiers")}</h2><p class="soft">${t(`${by}_${over}`)}</p>
<ul>${items}</ul></section>`;
}

/** What a friend gets, and what who brought them; null without referrals. */
export function referralPart({ store, program: { referral } }: Storefront, speech: Speech): Markup | null {
  if (!referral) return null;
  const { friend, advocate, minimumOrder } = referral;
  const { t } = speech;
  const money = moneyIn(speech, store.currency);
  const least = (minor: number) => (minor > 0 ? "Min" : "");
  const [what, value] =
    advocate.type === "points"
      ? (["Points", advocate.points] as const)
      : (["Off", money(advocate.amount)] as const);
  return markup`<section><h2>${t("refer")}</h2>
<p>${t(`friendGets${least(friend.minimumOrder)}`, money(friend.amount), money(friend.minimumOrder))}</p>
<p>${t(`youGet${what}${least(minimumOrder)}`, value, money(minimumOrder))}</p></section>`;
}
