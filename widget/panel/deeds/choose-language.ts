import type { PanelModel } from "../model.ts";
import { read } from "../remembered.ts";

/** The panel speaks a language (BCP 47; `null`: that of the page) at once, and in this browser from now on. */
export async function choose(model: PanelModel, language: string | null): Promise<void> {
  const { languageName } = model;
  const before = model.asked;
  // Where nothing may be kept, the panel goes on in the language of the page.
  read(() => {
    if (language) localStorage.setItem(languageName, language);
    else localStorage.removeItem(languageName);
  });
  if (model.asked === before) return;
  await model.speak("more");
  model.set({});
}
