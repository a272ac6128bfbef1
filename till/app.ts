/** The till's page: draws the model, and nothing else. */
import { html, nothing, render } from "lit/html.js";
import { icon } from "../widget/panel/parts/icon.ts";
import { TillModel } from "./model.ts";
import type { Screen } from "./screen.ts";
import { styles } from "./styles.ts";
import { join, search } from "./views/search.ts";
import { member } from "./views/member.ts";
import { signIn } from "./views/sign-in.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets = [sheet];

let due: Promise<void> | undefined;
const model = new TillModel(() => {
  // Once for all changes that come together.
  due ??= Promise.resolve().then(() => {
    due = undefined;
    draw();
  });
});

function screen(): Screen {
  const { words, format, signedIn, view, found } = model;
  if (!signedIn || !words || !format) return signIn(model);
  if (view === "member" && found) return member(model, words, format, found);
  return view === "join" ? join(model, words) : search(model, words);
}

function draw(): void {
  const { words, view, signedIn } = model;
  const { title, lead, cards } = screen();
  document.title = signedIn ? `${title} · ${signedIn.store.name}` : title;
  render(
    html`<header>
        <div class="band">
          <h1 tabindex="-1">${title}</h1>
          ${
            words && view === "member"
              ? html`<button class="bare x" @click=${() => model.next()}>
                  ${words.next} ${icon("close")}
                </button>`
              : nothing
          }
          ${
            words && view !== "member"
              ? html`<button class="bare x" @click=${() => model.signOut()}>
                  ${words.signOut}<span class="who">, ${signedIn?.staff.name}</span>
                </button>`
              : nothing
          }
        </div>
        <div class="lead">${lead}</div>
      </header>
      <main class="body">${cards}</main>`,
    document.body,
  );
  const { focus } = model;
  model.focus = "";
  if (focus) document.querySelector<HTMLElement>(focus)?.focus();
}

draw();

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL: (url: string) => string;
  };
}

// The shell alone: what is done at a till is never done without an answer.
if ("serviceWorker" in navigator) {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("till", { createScriptURL: (url) => url });
  const address = "/till/service-worker.js";
  navigator.serviceWorker
    .register(policy?.createScriptURL(address) ?? address, { scope: "/till/" })
    .catch(() => {
      // A browser that won't have it shows its own page when there is no network.
    });
}
