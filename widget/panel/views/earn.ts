import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Campaign, Panel, Storefront, Way } from "../../api/types.ts";
import { act } from "../deeds/act.ts";
import { getProfile } from "../deeds/get-profile.ts";
import type { PanelModel } from "../model.ts";
import { type Part, row } from "../parts/card.ts";
import { earning } from "../parts/earning.ts";
import type { Screen } from "../screen.ts";
import styles from "../styles/earn.css?inline";
import { signIn } from "./guest.ts";

const said = (parts: unknown[]): string => parts.filter(Boolean).join(" · ");

const list = (rows: Part[]): Part =>
  rows.length ? html`<div class="card list ways">${rows}</div>` : nothing;

/** What there is to say of orders besides their first rate. */
function ofOrders({ t, format }: PanelModel, { program }: Storefront): Part[] {
  const { order, caps } = program.earning;
  const limits = said([
    ...caps.map(({ points, period }) =>
      t("mostPoints", points, t(period === "order" ? "perOrderMost" : period)),
    ),
    order?.exclude && t("noPointsOn"),
  ]);
  return [
    ...(order?.rates ?? []).map(({ points, per }) =>
      row("bag", t("perOrder", points, format.money(per)), t("someProducts")),
    ),
    limits ? html`<p class="quiet">${limits}</p>` : nothing,
  ];
}

/** The button that does it, or the way to where it is done; a word where there is nothing to do now. */
function doing(model: PanelModel, way: Way, done: boolean): Part {
  const { t, busy } = model;
  const { id, name, by, url } = way;
  // That of several buttons called "Go" each says where to.
  const label = `${t("doIt")}: ${name}`;
  const tell = (): unknown => by === "shopper" && act(model, way);
  return done
    ? html`<span class="quiet" id="way-${id}" tabindex="-1">${t("done")}</span>`
    : url
      ? html`<a
          class="button"
          id="way-${id}"
          href=${url}
          target="_blank"
          rel="noopener"
          aria-label=${label}
          aria-busy=${busy === id}
          @click=${tell}
          >${t("doIt")}</a
        >`
      : by === "shopper"
        ? html`<button
            class="soft"
            id="way-${id}"
            aria-label=${label}
            aria-busy=${busy === id}
            @click=${tell}
          >
            ${t("doIt")}
          </button>`
        : nothing;
}

function action(model: PanelModel, panel: Panel | null, way: Way): TemplateResult {
  const { t, format } = model;
  const standing = panel?.actions.find(({ id }) => id === way.id);
  const done = standing?.counts === false;
  const again = standing?.countsAgainAt;
  return row(
    done ? "check" : "star",
    way.name,
    said([
      t("points", way.points),
      ...way.limits.map(({ count, period }) => t("times", count, period === "ever" ? "" : t(period)).trim()),
      done && again && t("again", format.date(again)),
    ]),
    panel ? doing(model, way, done) : nothing,
  );
}

function campaign({ t, words, format }: PanelModel, { program }: Storefront, each: Campaign): TemplateResult {
  const { name, type, multiplier, points, until, tiers, sentence } = each;
  const names = program.tiers?.levels.filter(({ id }) => tiers.includes(id)).map((level) => level.name) ?? [];
  return row(
    "star",
    name,
    // The Worker's sentence says it all, in English.
    words.lang === "en"
      ? sentence
      : said([
          type === "multiply" ? t("timesPoints", multiplier ?? 1) : t("extraPoints", points ?? 0),
          until && t("until", format.lastDay(until)),
          names.length && t("forTiers", names.join(", ")),
        ]),
  );
}

function birthdayRow(model: PanelModel, points: number): TemplateResult {
  const { t, panel, profile } = model;
  const known = !!profile?.birthday;
  return row(
    known ? "check" : "star",
    t("onBirthday", points),
    nothing,
    panel && !known
      ? html`<button class="soft" @click=${() => model.show("profile", "#birthday")}>
          ${t("tellBirthday")}
        </button>`
      : nothing,
  );
}

/** Every way to earn, each with the button that does it. */
export function view(model: PanelModel): Screen | undefined {
  const { t, panel, storefront, refusal } = model;
  if (!storefront) return undefined;
  const { birthday, actions, campaigns } = storefront.program.earning;
  return {
    title: t("earnTitle"),
    within: "home",
    lead: html`<p class="figure small"><b>${storefront.program.name}</b></p>`,
    body: [
      panel ? nothing : signIn(model, storefront),
      earning(model, storefront, ofOrders(model, storefront)),
      list(campaigns.map((each) => campaign(model, storefront, each))),
      list([
        ...actions.map((way) => action(model, panel, way)),
        ...(birthday ? [birthdayRow(model, birthday)] : []),
      ]),
      refusal ? html`<p class="refusal" role="alert">${refusal}</p>` : nothing,
    ],
  };
}

export { styles };

/** Whether their birthday is known already says their profile. */
export const enter = (model: PanelModel): unknown =>
  model.storefront?.program.earning.birthday && getProfile(model);
