import type { PanelModel } from "../model.ts";

/** Gets what the member says of themselves, when it is first looked at. */
export async function getProfile(model: PanelModel): Promise<void> {
  const { api, shopper, panel, profile, busy, refusal } = model;
  if (!panel || profile || busy || refusal) return;
  model.set({ busy: "profile" });
  try {
    model.set({ busy: "", profile: await shopper.call((session) => api.profile(session)) });
  } catch (reason) {
    model.set({ busy: "", refusal: model.explain(reason, "profile") });
  }
}

/** Saves what they changed. */
export async function saveProfile(model: PanelModel, changes: object): Promise<void> {
  const { api, shopper, t, busy } = model;
  if (busy) return;
  const intent = `save ${JSON.stringify(changes)}`;
  model.set({ busy: "save", refusal: "" });
  try {
    const profile = await shopper.call((session) =>
      api.changeProfile(session, changes, model.intent(intent)),
    );
    model.settle(intent);
    model.set({ busy: "", profile });
    model.say(t("saved"));
    void model.refresh();
  } catch (reason) {
    model.set({ busy: "", refusal: model.explain(reason, intent) });
  }
}

/** Hands out all that the store knows of the member, as a file. */
export async function downloadData(model: PanelModel): Promise<void> {
  const { api, shopper } = model;
  if (model.busy) return;
  model.set({ busy: "data", refusal: "" });
  try {
    const data = await shopper.call((session) => api.myData(session));
    const url = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: url, download: "my-data.json" }).click();
    URL.revokeObjectURL(url);
    model.set({ busy: "" });
  } catch (reason) {
    model.set({ busy: "", refusal: model.explain(reason, "data") });
  }
}

/** Deletes the account, after a yes; what this browser keeps of it goes too. */
export async function deleteMe(model: PanelModel): Promise<void> {
  const { api, shopper, t } = model;
  if (model.busy) return;
  model.set({ busy: "delete", refusal: "" });
  try {
    await shopper.call((session) => api.deleteMe(session, model.intent("delete")));
    model.settle("delete");
    leave(model, t("deleted"));
  } catch (reason) {
    model.set({ busy: "", refusal: model.explain(reason, "delete") });
  }
}

/** Signs out, here or everywhere. */
export async function signOut(model: PanelModel, everywhere: boolean): Promise<void> {
  // Whether or not the Worker hears of it, this browser forgets; a session that is left runs out by itself.
  await model.shopper.signOut(everywhere).catch(() => {});
  leave(model, model.t("signedOut"));
}

function leave(model: PanelModel, message: string): void {
  model.shopper.leave();
  model.shared.identified();
  model.show("home", "h2");
  model.host.label();
  model.say(message);
  model.emit("signedout");
}
