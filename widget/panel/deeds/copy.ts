import type { PanelModel } from "../model.ts";

/** Copies a code or a link; where the browser won't, selects it for the shopper to copy. */
export async function copy(
  model: PanelModel,
  text: string,
  shown: Element | null | undefined,
): Promise<void> {
  const { words } = model;
  try {
    await navigator.clipboard.writeText(text);
    model.set({ copied: text });
    model.say(words.copied);
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    model.say(words.copyYourself);
  }
}
