import type { Service } from "../service.ts";
import type { Say } from "../../words/say.ts";
import type { ReferralElement } from "./referral.ts";

/** Milliseconds for which it says what was done. */
const glance = 5_000;

/** Makes the member's link where there is none yet: the Worker answers the same one ever after. */
async function linkOf({ intent }: ReferralElement, { store, api, shopper }: Service): Promise<string> {
  const { shared } = store;
  const { panel } = shared;
  const link = panel?.referral?.link ?? (await shopper.call((session) => api.referralLink(session, intent)));
  if (panel?.referral && !panel.referral.link)
    shared.tell({ panel: { ...panel, referral: { ...panel.referral, link } } });
  return link.url;
}

/** Hands the member's link out: copied, or shared by what the device has for that. */
export async function hand(
  element: ReferralElement,
  service: Service,
  way: "copy" | "share",
  title: string,
): Promise<void> {
  const { store, format } = service;
  const { t, host, storefront } = store;
  const terms = storefront?.program.referral;
  if (element.busy || !terms) return;
  const say = (message: string): void => {
    element.message = message;
    element.redraw();
  };
  element.busy = true;
  say("");
  try {
    const url = await linkOf(element, service);
    const gift = format.benefit(t, terms.friend);
    const given = terms.friend.type === "points" ? gift : t("off", gift);
    if (way === "copy") say(await copied(element, t, url));
    else
      await navigator.share({ title, text: t("shareText", given, host.tag.store.name), url }).catch(() => {});
  } catch {
    say(t("lost"));
  }
  element.busy = false;
  element.redraw();
  setTimeout(() => say(""), glance);
}

/** What to say once it is copied; where the browser won't, it is selected for them to copy. */
async function copied(element: ReferralElement, t: Say, url: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(url);
    return t("copied");
  } catch {
    const shown = element.shadowRoot?.querySelector("code");
    if (shown) getSelection()?.selectAllChildren(shown);
    return t("copyYourself");
  }
}
