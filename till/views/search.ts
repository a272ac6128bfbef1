import { html, nothing } from "lit/html.js";
import { ref } from "lit/directives/ref.js";
import type { TillModel } from "../model.ts";
import { canScan, scan } from "../scan.ts";
import type { Screen } from "../screen.ts";
import type { Words } from "../words.ts";
import { field, fieldsOf, refusal } from "./form.ts";

/** Whose turn it is. */
export function search(model: TillModel, words: Words): Screen {
  const { busy, isScanning } = model;
  const submit = (event: SubmitEvent) => {
    const { search: typed = "" } = fieldsOf(event);
    void model.find(typed);
  };
  return {
    title: model.signedIn?.store.name ?? "",
    lead: html`<p class="figure small"><b>${words.who}</b></p>
      <p>${words.whoLead}</p>`,
    cards: [
      html`<form class="card" role="search" @submit=${submit}>
        ${field({ id: "search", label: words.search, note: "search-note" })}
        <p class="quiet" id="search-note">${words.searchNote(canScan)}</p>
        ${refusal(model, "find")}
        <button class="wide" aria-busy=${busy === "find"}>
          ${busy === "find" ? words.finding : words.find}
        </button>
        ${
          canScan && !isScanning
            ? html`<button class="soft wide" type="button" @click=${() => model.set({ isScanning: true })}>
                ${words.scan}
              </button>`
            : nothing
        }
      </form>`,
      isScanning
        ? html`<div class="card camera">
            <video muted playsinline aria-label=${words.scanning} ${ref(watch(model, words))}></video>
            <p class="quiet">${words.scanning}</p>
            <button class="soft wide" @click=${() => model.set({ isScanning: false, focus: "#search" })}>
              ${words.stop}
            </button>
          </div>`
        : nothing,
      html`<button
        class="soft wide"
        @click=${() => model.set({ view: "join", refusal: none, focus: "#firstName" })}
      >
        ${words.join}
      </button>`,
    ],
  };
}

const none = { at: "", text: "" };

/** The camera runs as long as its picture is on the page. One function for all drawings, or each would start it anew. */
const watchers = new WeakMap<TillModel, (element: Element | undefined) => void>();

function watch(model: TillModel, words: Words): (element: Element | undefined) => void {
  const known = watchers.get(model);
  if (known) return known;
  let stop = new AbortController();
  const watcher = (element: Element | undefined) => {
    stop.abort();
    if (!(element instanceof HTMLVideoElement)) return;
    stop = new AbortController();
    void scan(element, stop.signal).then(
      (code) => {
        if (code === null) return;
        model.set({ isScanning: false });
        void model.find(code);
      },
      () => model.set({ isScanning: false, refusal: { at: "find", text: words.noCamera }, focus: "#search" }),
    );
  };
  watchers.set(model, watcher);
  return watcher;
}

/** Somebody who is no member yet. */
export function join(model: TillModel, words: Words): Screen {
  const { busy } = model;
  const submit = (event: SubmitEvent) => {
    const { firstName = "", email = "", phone = "" } = fieldsOf(event);
    if (email || phone) void model.join({ firstName, email, phone });
    else model.set({ refusal: { at: "join", text: words.needOne }, focus: "#email" });
  };
  return {
    title: model.signedIn?.store.name ?? "",
    lead: html`<p class="figure small"><b>${words.joinTitle}</b></p>
      <p>${words.joinNote}</p>`,
    cards: [
      html`<form class="card" @submit=${submit}>
        ${field({ id: "firstName", label: words.firstName, maxlength: 80 })}
        ${field({ id: "email", label: words.email, type: "email", inputmode: "email" })}
        ${field({ id: "phone", label: words.phone, type: "tel", inputmode: "tel", maxlength: 40 })}
        ${refusal(model, "join")}
        <button class="wide" aria-busy=${busy === "join"}>${words.makeMember}</button>
        <button class="soft wide" type="button" @click=${() => model.next()}>${words.cancel}</button>
      </form>`,
    ],
  };
}
