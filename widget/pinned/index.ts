import { chooseLocale } from "../loader/locale.ts";
import { start } from "../loader/start.ts";
import type { Tag } from "../tag.ts";

/** The pinned file is the same for every store: which one it is the script element says, and its tag is asked for. */
async function run(script: HTMLScriptElement): Promise<void> {
  const { origin } = new URL(script.dataset.worker ?? script.src);
  const query = new URLSearchParams({ key: script.dataset.key ?? "" });
  const locale = chooseLocale(script.dataset.locale);
  if (locale) query.set("lang", locale);
  const answer = await fetch(`${origin}/storefront/tag?${query.toString()}`, { credentials: "omit" });
  if (!answer.ok) throw new Error(`the store's tag was answered with ${answer.status}`);
  start((await answer.json()) as Tag, script);
}

// A classic script: only there, and only now, does the document say which script element is running.
const script = document.currentScript;
if (script instanceof HTMLScriptElement)
  run(script).catch((error: unknown) => {
    console.error("Regulars did not start:", error);
  });
