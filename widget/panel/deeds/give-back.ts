import type { Voucher } from "../../api/types.ts";
import { explain } from "../explain.ts";
import type { PanelModel } from "../model.ts";

/** Gives a voucher back for the points that it cost. */
export async function giveBack(model: PanelModel, { code, points }: Voucher): Promise<void> {
  if (model.busy) return;
  const { api, shopper, t } = model;
  const intent = `give back ${code}`;
  model.set({ busy: code, refusal: "" });
  try {
    const key = model.intent(intent);
    const { voucher, balance } = await shopper.call((session) => api.cancel(session, code, key));
    model.settle(intent);
    const { panel } = model;
    model.set({
      busy: "",
      asking: "",
      focus: "h2",
      panel: panel && {
        ...panel,
        balance,
        vouchers: panel.vouchers.map((each) => (each.code === code ? voucher : each)),
      },
    });
    model.say(t("gaveBack", points));
    await model.refresh();
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, intent), focus: "#yes" });
    await model.refresh();
    // The answer was lost, and what was asked for is done.
    if (model.panel?.vouchers.some((each) => each.code === code && each.status === "released")) {
      model.settle(intent);
      model.set({ asking: "", refusal: "", focus: "h2" });
      model.say(t("gaveBack", points));
    }
  }
}
