import { html, nothing, type TemplateResult } from "lit/html.js";
import { deleteMe, downloadData, getProfile, saveProfile, signOut } from "../deeds/profile.ts";
import type { PanelModel } from "../model.ts";
import type { Profile } from "../../api/types.ts";
import type { Screen } from "../screen.ts";

function form(model: PanelModel, profile: Profile): TemplateResult {
  const { t, busy, refusal } = model;
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const birthday = data.get("birthday");
    void saveProfile(model, {
      firstName: data.get("firstName") || null,
      ...(typeof birthday === "string" && birthday ? { birthday: birthday.slice(-5) } : {}),
      consent: { marketing: data.has("news") },
    });
  };
  return html`<form class="card" @submit=${save}>
    <label for="first-name">${t("firstName")}</label>
    <input
      id="first-name"
      name="firstName"
      autocomplete="given-name"
      maxlength="60"
      .value=${profile.firstName ?? ""}
    />
    ${
      profile.birthdayChangeable
        ? html`<label for="birthday">${t("birthdayField")}</label>
            <p class="quiet" id="birthday-note">${t("birthdayNote")}</p>
            <input id="birthday" name="birthday" type="date" aria-describedby="birthday-note" />`
        : nothing
    }
    <label class="row check">
      <input type="checkbox" name="news" .checked=${profile.consent.marketing} /> ${t("news")}
    </label>
    <p class="refusal">${refusal}</p>
    <button class="wide" aria-busy=${busy === "save"}>${t(busy === "save" ? "saving" : "save")}</button>
  </form>`;
}

/** What the member says of themselves, and the ways out. */
export function view(model: PanelModel): Screen | undefined {
  const { t, panel, profile, shopper, asking, refusal } = model;
  if (!panel) return undefined;
  return {
    title: t("profile"),
    within: "home",
    lead: html`<p class="figure small"><b>${panel.member.firstName ?? panel.program.name}</b></p>
      <p>${profile?.email}</p>`,
    body: [
      profile ? form(model, profile) : html`<p class="card refusal">${refusal}</p>`,
      html`<button class="soft wide" @click=${() => downloadData(model)}>${t("myData")}</button>`,
      shopper.byCode
        ? html`<button class="soft wide" @click=${() => signOut(model, false)}>${t("signOut")}</button>
            <button class="soft wide" @click=${() => signOut(model, true)}>${t("signOutAll")}</button>`
        : nothing,
      asking === "delete"
        ? html`<div class="card ask">
            <p>${t("deleteAsk")}</p>
            <div class="row">
              <button id="yes" class="grow" @click=${() => deleteMe(model)}>${t("deleteYes")}</button>
              <button class="soft" @click=${() => model.set({ asking: "" })}>${t("no")}</button>
            </div>
          </div>`
        : html`<button class="bare wide" @click=${() => model.set({ asking: "delete", focus: "#yes" })}>
            ${t("deleteMe")}
          </button>`,
    ],
  };
}

export const enter = getProfile;
