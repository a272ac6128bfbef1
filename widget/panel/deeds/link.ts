import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";

/** Gets the member's referral link when it is looked at for the first time; the Worker answers the same one ever after. */
export async function link(model: PanelModel): Promise<void> {
  const { api, shopper, panel, view } = model;
  if (view !== "refer" || !panel?.referral || panel.referral.link || model.busy || model.refusal) return;
  model.set({ busy: "link" });
  try {
    const made = await shopper.call((session) => api.referralLink(session, model.intent("link")));
    const now = model.panel;
    model.set({
      busy: "",
      panel: now?.referral ? { ...now, referral: { ...now.referral, link: made } } : now,
    });
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, "link") });
  }
}
