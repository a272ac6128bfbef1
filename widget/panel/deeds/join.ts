import { explain } from "../explain.ts";
import type { Mailed, PanelModel } from "../model.ts";

/** Milliseconds for which a mailed code is good. */
const lasts = 600_000;

/** Has a code mailed to the address in a field. */
export async function askCode(model: PanelModel, field: HTMLInputElement): Promise<void> {
  if (field.validity.valid) await sendCode(model, field.value.trim());
  else model.set({ refusal: model.t("badEmail"), focus: "input" });
}

/** Has a code mailed: to an address, or, for who is signed in, to the one that the store has of them. */
export async function sendCode(model: PanelModel, email = ""): Promise<void> {
  const { api, shopper, busy } = model;
  if (busy) return;
  model.set({ busy: "code", refusal: "" });
  try {
    const sent = email ? await api.sendCode(email) : await shopper.call((session) => api.sendStepUp(session));
    const now = performance.now();
    const mailed = {
      email,
      to: sent.sentTo ?? email,
      // Both times are the Worker's. By its clock the code was made as long before it runs out as it lasts.
      again: now + Date.parse(sent.askAgainAfter) - Date.parse(sent.expiresAt) + lasts,
      until: now + lasts,
      tried: "",
    };
    const another = !!model.mailed;
    model.set({ busy: "", mailed, focus: "#code" });
    if (another) model.say(model.t("codeSent", mailed.to));
    wait(model, mailed);
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, "code"), focus: "#code,#email,#yes" });
  }
}

/** Counts the seconds down until another code may be asked for. */
function wait(model: PanelModel, mailed: Mailed): void {
  setTimeout(() => {
    if (model.mailed !== mailed) return;
    model.set({});
    if (performance.now() < mailed.again) wait(model, mailed);
  }, 1000);
}

/** Signs in, or joins, with the code that was mailed. */
export async function enter(model: PanelModel, code: string): Promise<void> {
  const { shopper, t, busy, mailed, stays } = model;
  if (busy || !mailed) return;
  model.set({ busy: "enter", refusal: "" });
  try {
    const panel = await shopper.enter(mailed.email, code, stays);
    await takeGift(model, mailed.email);
    model.set({ busy: "", mailed: null, email: "", stays: false });
    model.welcome(panel);
    const { signUp } = panel.program.earning;
    // Within the minute: they were no member before.
    if (Date.parse(panel.now) - Date.parse(panel.member.joinedAt) < 60_000)
      model.say(
        [t("reached", panel.program.name), signUp && `+${t("signUp", signUp)}`].filter(Boolean).join(" · "),
      );
    model.emit("signedin");
  } catch (reason) {
    model.set({ busy: "", refusal: explain(model, reason, "enter"), focus: "#code" });
  }
}

/** A friend who signs in before claiming the welcome reward gets it all the same, if it is for them. */
async function takeGift(model: PanelModel, email: string): Promise<void> {
  const { api, host } = model;
  const { arrival } = host;
  if (!arrival || arrival.voucher) return;
  try {
    const { voucher } = await api.claim(arrival.code, email, model.intent(`claim ${arrival.code} ${email}`));
    host.remember(voucher && { ...arrival, voucher });
    if (voucher) model.emit("claimed", { voucher });
  } catch {
    // Not for them: the panel says so.
  }
}
