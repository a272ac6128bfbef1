/** The card that a member shows at a till: what a scanner reads off it, and that it stays fresh. */
import axe from "axe-core";
import decodeQR from "qr/decode.js";
import { describe, expect, it, vi } from "vitest";
import { pixelsOf } from "./pixels.ts";
import { button, find, openAsMember, panelRoot, until } from "./stage.ts";

const card = (): HTMLDialogElement | null =>
  panelRoot().querySelector<HTMLDialogElement>("dialog[aria-labelledby=card-title]");

async function shown(): Promise<SVGSVGElement> {
  const ask = button("Show my card");
  ask.focus();
  ask.click();
  return drawn();
}

/** The QR, once it is there; a try that failed is made again after some seconds. */
const drawn = (): Promise<SVGSVGElement> =>
  vi.waitUntil(() => card()?.querySelector<SVGSVGElement>("svg.qr"), { timeout: 8_000 });

describe("the card", () => {
  it("holds what the Worker gave, as any scanner reads it, and the number to say", async () => {
    const api = await openAsMember();
    const qr = await shown();
    expect(decodeQR(await pixelsOf(qr, 264))).toBe(api.card.code);
    expect(card()?.querySelector("code")?.textContent.replace(/\s/g, " ")).toBe("482 903 6157");
    expect(api.to("card")).toHaveLength(1);
  });

  it("is a dialog of its own over the panel: Escape closes it alone, and the focus goes back", async () => {
    await openAsMember();
    await shown();
    expect(card()?.matches(":modal")).toBe(true);
    card()?.querySelector("button")?.click();
    await until(() => card() === null, "the card to go");
    expect(find("dialog").matches(":modal")).toBe(true);
    await until(() => panelRoot().activeElement === button("Show my card"), "the focus");
  });

  it("has its code renewed a minute before that runs out", async () => {
    const api = await openAsMember();
    const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    // A minute before its end is at once, which is never sooner than in three seconds.
    api.card = { ...api.card, expiresAt: inSeconds(60) };
    const first = await shown();
    api.card = { ...api.card, code: "RGL:4829036157.TP3K9Z.0000AB7Q4KM2XPRW", expiresAt: inSeconds(600) };
    await vi.waitUntil(() => !first.isConnected, { timeout: 8_000 });
    expect(decodeQR(await pixelsOf(await drawn(), 264))).toBe(api.card.code);
    expect(api.to("card")).toHaveLength(2);
  });

  it("asks for no code any more once it is closed", async () => {
    const api = await openAsMember();
    api.card = { ...api.card, expiresAt: new Date(Date.now() + 60_000).toISOString() };
    await shown();
    card()?.close();
    await new Promise((resume) => setTimeout(resume, 3_500));
    expect(api.to("card")).toHaveLength(1);
  });

  it("says so where no code comes, and shows it as soon as one does", async () => {
    const api = await openAsMember();
    api.refused = { card: [503, "try_again"] };
    button("Show my card").click();
    await until(() => card()?.querySelector("p.quiet"), "the words");
    expect(card()?.querySelector("svg.qr")).toBeNull();
    api.refused = {};
    await drawn();
  });

  it("offends no rule of accessibility", async () => {
    await openAsMember();
    await shown();
    const dialog = card();
    if (!dialog) throw new Error("No card");
    // While it fades in, nothing has its contrast yet.
    await Promise.all(dialog.getAnimations().map(({ finished }) => finished));
    const { violations } = await axe.run(dialog);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
