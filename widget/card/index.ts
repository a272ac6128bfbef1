import type { PanelModel } from "../panel/model.ts";
import { cross, element, qr } from "./draw.ts";

/** For a referral link too. */
export { qr };

/** Milliseconds before its end at which a code is asked for anew. */
const ahead = 60_000;

/** Milliseconds to the next try, where none came. */
const again = 3_000;

/**
 * Shows the member's card over the panel: the QR that a till scans, and the number under it. As long as it is open the
 * code is renewed before it runs out.
 */
export async function show(model: PanelModel): Promise<void> {
  const { host, shopper, api, t } = model;
  const close = element("button", "bare x", cross());
  close.ariaLabel = t("close");
  const title = element("h2", "", t("cardTitle"));
  title.id = "card-title";
  const picture = element("div", "ticket");
  const body = element("div", "body", picture);
  const dialog = element(
    "dialog",
    "",
    element(
      "div",
      "scroll",
      element("div", "band", title, close),
      element("div", "lead", element("p", "", t("cardNote"))),
      body,
    ),
  );
  dialog.lang = model.words.lang;
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.setAttribute("closedby", "any");
  close.addEventListener("click", () => dialog.close());

  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = async (): Promise<void> => {
    let wait = again;
    try {
      const asked = Date.now();
      const { number, code, expiresAt } = await shopper.call((session) => api.card(session));
      picture.replaceChildren(...face(model, number, code));
      // By the Worker's clock a code is good for ten minutes from now; this device's may be wrong.
      wait = Math.min(Math.max(Date.parse(expiresAt) - asked - ahead, again), 9 * 60_000);
    } catch {
      if (!picture.childElementCount) picture.replaceChildren(element("p", "quiet", t("failed")));
    }
    if (dialog.open) timer = setTimeout(() => void renew(), wait);
  };
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    dialog.remove();
  });

  // Into the panel's own shadow root, whose styles it shares.
  host.root.querySelector("regulars-panel")?.shadowRoot?.append(dialog);
  dialog.showModal();
  await renew();
}

function face({ t }: PanelModel, number: string, code: string): Element[] {
  const digits = element("code", "", number.replace(/^(...)(...)/, "$1\u00a0$2\u00a0"));
  digits.translate = false;
  const named = element("div", "stub", element("div", "quiet", t("cardNumber")), digits);
  return [qr(code, t("cardCode")), named, element("p", "quiet", t("cardFresh"))];
}
