import type { Way } from "../../api/types.ts";
import type { PanelModel } from "../model.ts";

/** Goes where a way to earn is done; one that shoppers may say themselves is told, and gives its points at once. */
export async function act(model: PanelModel, way: Way): Promise<void> {
  const { api, shopper, t, busy } = model;
  // Before any waiting, or the browser takes it for a window that nobody asked for.
  if (way.url) open(way.url, "_blank", "noopener");
  if (way.by !== "shopper" || busy) return;
  const intent = `act ${way.id}`;
  model.set({ busy: way.id, refusal: "" });
  try {
    await shopper.call((session) => api.act(session, way.id, model.intent(intent)));
    model.settle(intent);
    model.set({ busy: "" });
    model.say(`+${t("points", way.points)}`);
  } catch (reason) {
    model.set({ busy: "", refusal: model.explain(reason, intent) });
  }
  await model.refresh();
}
