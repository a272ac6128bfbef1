import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";

/** Claims the welcome reward of the link that the friend followed; the voucher is kept on this device. */
export async function claim(model: PanelModel, field: HTMLInputElement): Promise<void> {
  const { api, host, t } = model;
  const arrival = host.arrival;
  const email = field.value.trim();
  if (model.busy || !arrival) return;
  if (!field.validity.valid) {
    model.set({ refusal: t("badEmail"), focus: "input" });
    return;
  }
  const intent = `claim ${arrival.code} ${email}`;
  model.set({ busy: "claim", refusal: "" });
  try {
    const { voucher } = await api.claim(arrival.code, email, model.intent(intent));
    host.remember(voucher && { ...arrival, voucher });
    model.set({ busy: "", claimed: voucher, welcomed: !voucher, focus: "h2" });
    if (!voucher) return;
    model.say(t("yours", voucher.name));
    model.emit("claimed", { voucher });
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, intent), focus: "input" });
  }
}
