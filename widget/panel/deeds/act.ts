import type { Way } from "../../api/types.ts";
import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";

/** Tells that the shopper does what they may say themselves, and gives its points at once; where it is done opens by its link. */
export async function act(model: PanelModel, way: Way): Promise<void> {
  const { api, shopper, t, busy } = model;
  if (busy) return;
  const intent = `act ${way.id}`;
  model.set({ busy: way.id, refusal: "" });
  try {
    await shopper.call((session) => api.act(session, way.id, model.intent(intent)));
    model.settle(intent);
    model.set({ busy: "" });
    model.say(`+${t("points", way.points)}`);
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, intent) });
  }
  await model.refresh();
  // The button may have become a word.
  if (model.view === "earn") model.set({ focus: `#way-${way.id}` });
}
