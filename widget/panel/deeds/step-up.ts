import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";
import { redeem } from "./redeem.ts";

/** Shows that it is them with the code that was mailed, and goes on with the redemption that waited for it. */
export async function confirm(model: PanelModel, code: string): Promise<void> {
  const { shopper, held, busy } = model;
  if (busy || !held) return;
  model.set({ busy: "enter", refusal: "" });
  try {
    await shopper.confirm(code);
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, "enter"), focus: "#code" });
    return;
  }
  model.set({ busy: "", mailed: null, held: null, focus: "#yes" });
  await redeem(model, held.reward, held.points);
}
