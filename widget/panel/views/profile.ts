import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Panel, Profile } from "../../api/types.ts";
import { languageOf, languages } from "../../words/languages.ts";
import { downloadData } from "../deeds/download-data.ts";
import { getProfile } from "../deeds/get-profile.ts";
import { deleteMe, signOut } from "../deeds/leave.ts";
import { type ProfileChanges, saveProfile } from "../deeds/save-profile.ts";
import type { PanelModel } from "../model.ts";
import { birthdayFields, birthdayIn, birthdayOf } from "../parts/birthday.ts";
import { type Part, row } from "../parts/card.ts";
import type { Screen } from "../screen.ts";
import styles from "../styles/profile.css?inline";

/** What the form says that the profile doesn't. */
function changesIn(data: FormData, profile: Profile): ProfileChanges {
  const text = (name: string): string | null => {
    const value = data.get(name);
    return (typeof value === "string" && value.trim()) || null;
  };
  const [firstName, language, birthday, marketing] = [
    text("firstName"),
    text("language"),
    birthdayOf(data),
    data.has("news"),
  ];
  return {
    ...(firstName === profile.firstName ? {} : { firstName }),
    ...(birthday === undefined ? {} : { birthday }),
    // A profile may name a language more exactly than the panel speaks: de-AT.
    ...(!data.has("language") || language === chosen(profile) ? {} : { language }),
    ...(marketing === profile.consent.marketing ? {} : { consent: { marketing } }),
  };
}

const chosen = ({ language }: Profile): string | null => language && languageOf(language);

/** The languages that the panel speaks, each in its own words. */
function languageField({ t }: PanelModel, profile: Profile): Part {
  const mine = chosen(profile);
  return html`<label for="language">${t("language")}</label>
    <select id="language" name="language">
      <option value="">${t("pageLanguage")}</option>
      ${["en", ...languages].map(
        (lang) =>
          html`<option value=${lang} lang=${lang} ?selected=${lang === mine}>
            ${new Intl.DisplayNames(lang, { type: "language" }).of(lang)}
          </option>`,
      )}
    </select>`;
}

function birthdayField(model: PanelModel, { birthday, birthdayChangeable }: Profile): Part {
  const { t } = model;
  if (birthdayChangeable && !birthday) return birthdayFields(model);
  if (!birthday) return nothing;
  return html`<div id="birthday" tabindex="-1">
    <div class="strong">${t("birthdayField")}</div>
    <p>${birthdayIn(model, birthday)}</p>
    <p class="quiet">${t("birthdayNote")}</p>
  </div>`;
}

function form(model: PanelModel, profile: Profile): TemplateResult {
  const { t, busy, refusal } = model;
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    void saveProfile(model, changesIn(new FormData(event.target as HTMLFormElement), profile));
  };
  const saving = busy === "save";
  return html`<form class="card profile" @submit=${save}>
    <label for="first-name">${t("firstName")}</label>
    <input
      id="first-name"
      name="firstName"
      autocomplete="given-name"
      maxlength="80"
      .value=${profile.firstName ?? ""}
    />
    ${birthdayField(model, profile)} ${languageField(model, profile)}
    <label class="row tick">
      <input type="checkbox" name="news" .checked=${profile.consent.marketing} />
      <span class="grow">${t("news")}</span>
    </label>
    ${refusal ? html`<p class="refusal" role="alert">${refusal}</p>` : nothing}
    <button class="wide" aria-disabled=${saving} aria-busy=${saving}>${t(saving ? "saving" : "save")}</button>
  </form>`;
}

/** Who they are here: what they say at a till, and since when. */
function known(
  { t, format }: PanelModel,
  panel: Panel,
  { email, number, joinedAt }: Profile,
): TemplateResult {
  return html`<div class="card list">
    ${row("profile", email ?? panel.program.name, t("joinedProgram", `${panel.program.name} · ${format.date(joinedAt)}`))}
    ${
      number
        ? html`<div class="row">
            <span class="grow">${t("cardNumber")}</span>
            <code translate="no">${number.replace(/^(...)(...)/, "$1\u00a0$2\u00a0")}</code>
          </div>`
        : nothing
    }
  </div>`;
}

/** The question before they are deleted, with what goes. */
function leaving(model: PanelModel, panel: Panel): TemplateResult {
  const { t, busy, asking, refusal } = model;
  const { balance, vouchers } = panel;
  if (asking !== "delete")
    return html`<button
      id="delete"
      class="bare wide"
      @click=${() => model.set({ asking: "delete", refusal: "", focus: "#no" })}
    >
      ${t("deleteMe")}
    </button>`;
  const goes = [
    t("points", balance.available + balance.pending),
    ...vouchers.filter(({ status }) => status === "issued").map(({ name, code }) => `${name}: ${code}`),
  ];
  return html`<div class="card ask" role="group" aria-labelledby="ask">
    <p class="strong" id="ask">${t("deleteAsk")}</p>
    <p class="quiet">${goes.join(" · ")}</p>
    ${refusal ? html`<p class="refusal" role="alert">${refusal}</p>` : nothing}
    <div class="row">
      <button id="no" class="soft grow" @click=${() => model.set({ asking: "", focus: "#delete" })}>
        ${t("no")}
      </button>
      <button class="grow" aria-busy=${busy === "delete"} @click=${() => deleteMe(model)}>
        ${t("deleteYes")}
      </button>
    </div>
  </div>`;
}

/** What the member says of themselves, and the ways out. */
export function view(model: PanelModel): Screen | undefined {
  const { t, panel, profile, shopper, busy, refusal } = model;
  if (!panel) return undefined;
  const out = (everywhere: boolean): TemplateResult =>
    html`<button class="soft wide" aria-busy=${busy === "out"} @click=${() => signOut(model, everywhere)}>
      ${t(everywhere ? "signOutAll" : "signOut")}
    </button>`;
  return {
    title: t("profile"),
    within: "home",
    lead: html`<p class="figure small"><b>${panel.member.firstName ?? panel.program.name}</b></p>`,
    body: profile
      ? [
          known(model, panel, profile),
          form(model, profile),
          html`<button class="soft wide" aria-busy=${busy === "data"} @click=${() => downloadData(model)}>
            ${t("myData")}
          </button>`,
          ...(shopper.byCode ? [out(false), out(true)] : []),
          leaving(model, panel),
        ]
      : refusal
        ? html`<p class="card refusal" role="alert">${refusal}</p>`
        : html`<div class="waiting"><div class="card"></div></div>`,
  };
}

export const enter = getProfile;

export { styles };
