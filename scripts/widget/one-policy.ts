import type { Plugin } from "vite";

/** How lit-html makes its policy of Trusted Types. */
const made = /(\w+)\.createPolicy\("lit-html",\{createHTML:\w+=>\w+\}\)/;

/**
 * Lets the chunks of a page that have a lit-html each share one policy of Trusted Types: a page's CSP that names `lit-html`
 * allows one of that name, and the second chunk would fail. It stands behind a symbol, since the chunks share nothing else.
 */
export function onePolicy(): Plugin {
  return {
    name: "one-policy",
    transform(code, id) {
      if (!id.endsWith("lit-html.js")) return null;
      if (!made.test(code)) throw new Error("lit-html makes its policy in another way than it did.");
      return {
        code: code.replace(made, (text, types: string) => `${types}[Symbol.for("lit-html")]??=${text}`),
        map: null,
      };
    },
  };
}
