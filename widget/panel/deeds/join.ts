import type { PanelModel } from "../model.ts";

/** Has a code mailed: to the address that is given, or, for who is signed in, to the one the store has of them. */
export async function sendCode(model: PanelModel, field?: HTMLInputElement): Promise<void> {
  const { api, shopper, t, busy } = model;
  const email = field?.value.trim() ?? "";
  if (busy) return;
  if (field && !field.validity.valid) {
    model.set({ refusal: t("badEmail"), focus: "input" });
    return;
  }
  model.set({ busy: "code", refusal: "" });
  try {
    const { sentTo } = field
      ? await api.sendCode(email)
      : await shopper.call((session) => api.sendStepUp(session));
    model.set({ busy: "", mailed: { email, to: sentTo ?? email }, focus: "#code" });
  } catch (reason) {
    model.set({ busy: "", refusal: model.explain(reason, "code"), focus: "input" });
  }
}

/** Signs in, or joins, with the code that was mailed. */
export async function enter(model: PanelModel, code: string, stays: boolean): Promise<void> {
  const { shopper, busy, mailed } = model;
  if (busy || !mailed) return;
  model.set({ busy: "enter", refusal: "" });
  try {
    const panel = await shopper.enter(mailed.email, code, stays);
    model.set({ busy: "", mailed: null });
    model.welcome(panel);
    model.emit("signedin");
  } catch (reason) {
    model.set({ busy: "", refusal: model.explain(reason, "enter"), focus: "#code" });
  }
}
