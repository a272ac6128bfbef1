import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { styleOf } from "../../worker/storefront/look-style.ts";
import type { Look } from "../../widget/tag.ts";
import { store } from "./fixtures.ts";
import {
  after,
  devtools,
  dialog,
  fake,
  follow,
  launcher,
  launcherRoot,
  openAsMember,
  runTag,
  settled,
  until,
} from "./stage.ts";

/** Runs the tag of a store with that look, as the Worker makes it. */
function dress(changes: Partial<Look>, key = "pk_test") {
  const look = { ...store.look, ...changes };
  return runTag({
    key,
    store: { ...store, look },
    style: styleOf(store.accent, look),
    label: look.launcher.words,
  });
}

const show = (changes: Partial<Look["launcher"]>): Partial<Look> => ({
  launcher: { ...store.look.launcher, ...changes },
});

const host = (): HTMLElement => launcherRoot().host as HTMLElement;
const property = (name: string): string => getComputedStyle(host()).getPropertyValue(`--regulars-${name}`);

/** From the window's edges, px: left, right, bottom. */
function place(element: Element): number[] {
  const { left, right, bottom } = element.getBoundingClientRect();
  return [left, innerWidth - right, innerHeight - bottom];
}

/** The launcher's icon as it is drawn: how many of its pixels are not the button's own colour. */
async function inkOf(): Promise<number> {
  const { x, y, height } = launcher().getBoundingClientRect();
  const frame = new DOMRect(window.frameElement?.getBoundingClientRect().x ?? 0, 0);
  const clip = { x: x + frame.x, y, width: 52, height, scale: 1 };
  const { data } = await devtools().send("Page.captureScreenshot", { clip });
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  canvas?.drawImage(picture, 0, 0);
  const pixels = canvas?.getImageData(0, 0, picture.width, picture.height).data ?? [];
  let ink = 0;
  for (let at = 0; at < pixels.length; at += 4)
    if ((pixels[at] ?? 0) > 200 && (pixels[at + 1] ?? 0) > 200) ink += 1;
  return ink;
}

describe("the store's own look", () => {
  it("as every store begins is the launcher as it always was", () => {
    dress({});
    expect(place(launcher()).slice(1)).toEqual([20, 20]);
    expect(getComputedStyle(launcher()).borderRadius).toBe("26px");
    expect(launcher().innerText).toBe("Rewards");
    expect(getComputedStyle(launcher()).backgroundColor).toBe("rgb(31, 92, 74)");
  });

  it("puts the launcher in the other corner, as far from the edges as it says, in both directions", () => {
    dress({ corner: "bottom-start", offset: { inline: 32, block: 88 } });
    expect(place(launcher())[0]).toBe(32);
    expect(place(launcher())[2]).toBe(88);
    document.documentElement.dir = "rtl";
    expect(place(launcher()).slice(1)).toEqual([32, 88]);
  });

  it("puts a second store's launcher above it", () => {
    const look: Partial<Look> = { corner: "bottom-start", offset: { inline: 0, block: 0 } };
    dress(look);
    dress(look, "pk_other");
    const [one, other] = [...document.querySelectorAll("regulars-launcher")].map((each) => place(each));
    expect(one).toMatchObject({ 0: 0, 2: 0 });
    expect(other).toMatchObject({ 0: 0, 2: 64 });
  });

  it("cannot be moved or hidden by the page's rules", () => {
    const style = document.createElement("style");
    style.textContent =
      "regulars-launcher { inset: 0 !important; display: none !important; font: 9px serif !important }";
    document.head.append(style);
    after(() => {
      style.remove();
    });
    dress({ corner: "bottom-start", offset: { inline: 32, block: 88 }, font: "monospace" });
    expect(place(launcher())[0]).toBe(32);
    expect(place(launcher())[2]).toBe(88);
    expect(getComputedStyle(launcher()).fontFamily).toBe("monospace");
  });

  it("says that it couldn't load in its own corner, within a narrow window", async () => {
    await page.viewport(320, 640);
    for (const corner of ["bottom-end", "bottom-start"] as const) {
      const look: Look = { ...store.look, corner, offset: { inline: 0, block: 88 } };
      fake();
      await runTag({
        panel: "/no-such-panel.js",
        store: { ...store, look },
        style: styleOf(store.accent, look),
      }).open();
      const status = launcherRoot().querySelector("output");
      expect(status?.textContent).not.toBe("");
      const [left, right, bottom] = status ? place(status) : [];
      expect(corner === "bottom-end" ? right : left).toBe(0);
      expect(corner === "bottom-end" ? left : right).toBeGreaterThanOrEqual(0);
      expect(bottom).toBe(148);
      window.regulars?.remove();
      delete window.regulars;
    }
  });

  it("with the icon alone is a round target of 52 px that still has its name", async () => {
    dress(show({ show: "icon", icon: "heart", words: "Perks" }));
    const { width, height } = launcher().getBoundingClientRect();
    expect([width, height]).toEqual([52, 52]);
    await expect.element(page.getByRole("button", { name: "Perks" })).toBeVisible();
  });

  // A browser's first picture of a page takes many seconds on a busy machine.
  it.each(["stamps", "gift", "star", "heart"] as const)(
    "draws its icon: %s",
    { timeout: 60_000 },
    async (icon) => {
      await page.viewport(900, 760);
      dress(show({ show: "icon", icon }));
      const { width, height } = getComputedStyle(launcher(), "::before");
      expect([width, height]).toEqual(["0px", "0px"]);
      expect(await inkOf()).toBeGreaterThan(60);
    },
  );

  it("says the store's own words, but a friend is told what is theirs", () => {
    dress(show({ words: "Perks" }));
    expect(launcher().innerText).toBe("Perks");
    window.regulars?.remove();
    delete window.regulars;
    fake();
    follow();
    dress(show({ words: "Perks" }));
    expect(launcher().innerText).toBe("£10 for you");
  });

  it("hidden has no button to see, to press or to reach, and opens by the page's own", async () => {
    fake();
    dress(show({ show: "hidden" }));
    expect(launcher().checkVisibility()).toBe(false);
    launcher().focus();
    expect(launcherRoot().activeElement).toBeNull();
    expect(host().isConnected).toBe(true);
    const own = Object.assign(document.createElement("button"), { innerText: "My points" });
    own.dataset.regularsOpen = "home";
    document.body.append(own);
    after(() => {
      own.remove();
    });
    own.focus();
    own.click();
    await until(() => dialog().open, "the panel");
    await settled();
    dialog().close();
    await until(() => document.activeElement === own, "the focus");
  });

  it("is handed to the panel as custom properties, which a page may set otherwise", async () => {
    dress({ radius: 4, font: "system", scheme: "dark", corner: "bottom-start" });
    expect(["radius", "font", "scheme", "inline", "block", "accent"].map(property)).toEqual([
      "4px",
      "system-ui,sans-serif",
      "dark",
      "20px auto",
      "20px",
      "#1f5c4a",
    ]);
    expect(getComputedStyle(host()).colorScheme).toBe("dark");
    expect(getComputedStyle(launcher()).borderRadius).toBe("5.2px");
    const style = document.createElement("style");
    style.textContent = "regulars-launcher { --regulars-radius: 10px; --regulars-accent: #aa0000 }";
    document.head.append(style);
    after(() => {
      style.remove();
    });
    expect(getComputedStyle(launcher()).borderRadius).toBe("13px");
    expect(getComputedStyle(launcher()).backgroundColor).toBe("rgb(170, 0, 0)");
    window.regulars?.remove();
    delete window.regulars;
    await openAsMember();
  });

  it("changes with the next tag on the page, and goes back with it", () => {
    dress({ corner: "bottom-start", radius: 0, ...show({ words: "Perks" }) });
    expect(place(launcher())[0]).toBe(20);
    dress({});
    expect(place(launcher())[1]).toBe(20);
    expect(getComputedStyle(launcher()).borderRadius).toBe("26px");
    expect(launcher().innerText).toBe("Rewards");
  });
});
