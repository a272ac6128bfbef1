import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";
import { choose } from "./choose-language.ts";

/** Those who are waiting for it. Nothing else has to wait meanwhile. */
const asking = new WeakSet<PanelModel>();

/** Gets what the member says of themselves, when it is first needed. */
export async function getProfile(model: PanelModel): Promise<void> {
  const { api, shopper, panel, profile, refusal } = model;
  if (!panel || profile || refusal || asking.has(model)) return;
  asking.add(model);
  try {
    const got = await shopper.call((session) => api.profile(session));
    // Somebody else may be signed in by now.
    if (model.panel?.member.id !== panel.member.id) return;
    model.set({ profile: got });
    // They chose it on another device: here nothing was chosen yet.
    if (got.language && model.asked === model.host.locale) await choose(model, got.language);
  } catch (reason) {
    // Where it is only of use, nobody is told.
    if (model.view === "profile") model.set({ refusal: explain(model, reason, "profile") });
  } finally {
    asking.delete(model);
  }
}
