import type { PanelModel } from "../model.ts";

/** Copies a code or a link; where the browser won't, selects it for the shopper to copy. */
export async function copy(
  model: PanelModel,
  text: string,
  shown: Element | null | undefined,
): Promise<void> {
  const { t } = model;
  try {
    await navigator.clipboard.writeText(text);
    model.set({ copied: text });
    model.say(t("copied"));
  } catch {
    if (shown) getSelection()?.selectAllChildren(shown);
    model.say(t("copyYourself"));
  }
}
