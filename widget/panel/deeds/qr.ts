import { load } from "virtual:card";
import type { PanelModel } from "../model.ts";

/** The pictures on show, each of a panel of its own: two stores may stand on one page. */
const drawn = new WeakMap<PanelModel, SVGSVGElement>();

/** The QR of the link, where it has been asked for. */
export const qrOf = (model: PanelModel): SVGSVGElement | undefined =>
  model.asking === "qr" ? drawn.get(model) : undefined;

/** Shows the link as a QR, to be scanned off this screen, or puts it away. What draws it comes with the card's chunk. */
export async function toggleQr(model: PanelModel, url: string): Promise<void> {
  const { t, asking } = model;
  if (asking === "qr") {
    model.set({ asking: "" });
    return;
  }
  try {
    const { qr } = await load();
    drawn.set(model, qr(url, t("qr")));
    model.set({ asking: "qr" });
  } catch {
    model.say(t("lost"));
  }
}
