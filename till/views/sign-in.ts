import { html } from "lit/html.js";
import { row } from "../../widget/panel/parts/card.ts";
import type { TillModel } from "../model.ts";
import type { Screen } from "../screen.ts";
import { firstWords } from "../words.ts";
import { field, fieldsOf, refusal } from "./form.ts";

/** Who is at the till; before that, whose till it is. */
export function signIn(model: TillModel): Screen {
  const { busy, key } = model;
  const submit = (event: SubmitEvent) => {
    const { number = "", pin = "" } = fieldsOf(event);
    void model.signIn(number, pin);
  };
  return {
    title: firstWords.title,
    lead: html`<p class="figure small"><b>${key ? firstWords.signIn : firstWords.noStore}</b></p>
      <p>${key ? firstWords.signInLead : firstWords.noStoreNote}</p>`,
    cards: key
      ? [
          html`<form class="card" @submit=${submit}>
            ${field({ id: "number", label: firstWords.number, inputmode: "numeric", maxlength: 4 })}
            ${field({ id: "pin", label: firstWords.pin, type: "password", inputmode: "numeric", maxlength: 6 })}
            ${refusal(model, "signIn")}
            <button class="wide" aria-busy=${busy === "signIn"}>
              ${busy === "signIn" ? firstWords.signingIn : firstWords.signIn}
            </button>
          </form>`,
        ]
      : [html`<div class="card">${row("refer", firstWords.noStore, firstWords.noStoreNote)}</div>`],
  };
}
