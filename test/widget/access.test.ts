import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { panel, store } from "./fixtures.ts";
import {
  after,
  dialog,
  emulate,
  fake,
  field,
  find,
  follow,
  launcher,
  openAsGuest,
  openAsMember,
  panelRoot,
  runTag,
  settled,
  until,
} from "./stage.ts";

const schemes = ["light", "dark"] as const;

/** The device's colour scheme, until the test ends. */
const prefer = (scheme: (typeof schemes)[number]): Promise<void> => emulate("prefers-color-scheme", scheme);

/** Writes a colour that CSS computed, to be read as sRGB channels. */
const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

function channels(colour: string): [number, number, number] {
  if (!context) throw new Error("No canvas");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other]
    .map((colour) => {
      const [red, green, blue] = channels(colour).map((value) => {
        const part = value / 255;
        return part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92;
      }) as [number, number, number];
      return red * 0.2126 + green * 0.7152 + blue * 0.0722;
    })
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const background = (element: Element): string => getComputedStyle(element).backgroundColor;
const colour = (element: Element): string => getComputedStyle(element).color;

describe.each(schemes)("with a %s device", (scheme) => {
  it.each(["home", "rewards", "refer", "activity"] as const)("axe finds nothing in %s", async (view) => {
    await prefer(scheme);
    await openAsMember(view);
    expect(await violations()).toEqual([]);
  });

  it("axe finds nothing in the question before redeeming", async () => {
    await prefer(scheme);
    await openAsMember("rewards");
    find("#redeem-five-off").click();
    await until(() => panelRoot().querySelector("#yes"));
    expect(await violations()).toEqual([]);
  });

  it("axe finds nothing where nothing is there yet", async () => {
    await prefer(scheme);
    const api = fake();
    api.panel = { ...panel, entries: [], vouchers: [], program: { ...panel.program, rewards: [] } };
    await openAsMember("rewards", api);
    expect(await violations()).toEqual([]);
    await window.regulars?.open("activity");
    await settled();
    expect(await violations()).toEqual([]);
  });

  it("axe finds nothing in what a guest sees", async () => {
    await prefer(scheme);
    await openAsGuest(fake(), { signIn: "/login" });
    expect(await violations()).toEqual([]);
  });

  it("axe finds nothing in a friend's form, its refusal, and the voucher", async () => {
    await prefer(scheme);
    fake();
    follow();
    runTag();
    await until(() => dialog().open);
    await settled();
    expect(await violations()).toEqual([]);
    find("form button").click();
    await until(() => find("#email-refusal").innerText);
    expect(await violations()).toEqual([]);
    field().value = "ben@example.com";
    find("form button").click();
    await until(() => panelRoot().querySelector(".ticket"));
    expect(await violations()).toEqual([]);
  });

  it("axe finds nothing when the API can't be reached, nor with the panel closed", async () => {
    await prefer(scheme);
    const api = fake();
    api.unreachable = true;
    await openAsMember("home", api);
    expect(await violations()).toEqual([]);
    dialog().close();
    const { violations: found } = await axe.run("regulars-launcher");
    expect(found).toEqual([]);
  });

  it("whatever is written reads at 4.5:1, whatever colour the store has", async () => {
    await prefer(scheme);
    await openAsMember();
    const host = panelRoot().host.parentNode as ShadowRoot;
    const accents = [
      "#000000",
      "#ffffff",
      "#777777",
      "#ffd400",
      "#0000ff",
      "#ff0000",
      "#00ff00",
      "#e8590c",
      "#757575",
    ];
    for (let red = 0; red < 256; red += 85) {
      for (let green = 0; green < 256; green += 85) {
        for (let blue = 0; blue < 256; blue += 85) {
          accents.push(`#${[red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("")}`);
        }
      }
    }
    const low: string[] = [];
    for (const accent of accents) {
      (host.host as HTMLElement).style.setProperty("--regulars-accent", accent);
      const pairs = {
        launcher: [colour(launcher()), background(launcher())],
        band: [colour(find("h2")), background(find(".band"))],
        button: [colour(find(".card button")), background(find(".card button"))],
        soft: [colour(find(".row .soft")), background(find(".row .soft"))],
        place: [colour(find("[aria-current]")), background(find("nav"))],
        ticket: [colour(find(".ticket code")), background(find(".ticket"))],
        terms: [colour(find(".ticket .quiet")), background(find(".ticket"))],
        heading: [colour(find(".body > h3")), background(dialog())],
      };
      for (const [name, [text = "", ground = ""]] of Object.entries(pairs)) {
        const ratio = contrast(text, ground);
        if (ratio < 4.5) low.push(`${name} on ${accent}: ${ratio.toFixed(2)}`);
      }
    }
    expect(accents).toHaveLength(73);
    expect(low).toEqual([]);
  });
});

describe("for a screen reader", () => {
  it("the launcher says what it opens", () => {
    runTag();
    expect(launcher().ariaHasPopup).toBe("dialog");
    expect(launcher().innerText).toBe("Rewards");
  });

  it("the dialog is named by its title, and speaks its own language", async () => {
    document.documentElement.lang = "de";
    after(() => (document.documentElement.lang = "en"));
    await openAsMember("refer", fake(), { locale: "en-GB" });
    expect(dialog().matches(":modal")).toBe(true);
    expect(panelRoot().getElementById(dialog().getAttribute("aria-labelledby") ?? "")?.innerText).toBe(
      "Give £10, get £10",
    );
    expect(dialog().lang).toBe("en");
  });

  it("a friend's field has its name, its hint and its refusal", async () => {
    fake();
    follow();
    runTag();
    await until(() => dialog().open);
    await settled();
    const email = field();
    expect(email.labels?.[0]?.innerText).toBe("Your email address");
    expect(
      email
        .getAttribute("aria-describedby")
        ?.split(" ")
        .map((id) => !!panelRoot().getElementById(id)),
    ).toEqual([true, true]);
    expect(email.autocomplete).toBe("email");
  });

  it("nothing moves for somebody who asked for that", async () => {
    await emulate("prefers-reduced-motion", "reduce");
    await openAsMember();
    expect(getComputedStyle(dialog()).transitionDuration).toBe("0s");
    await emulate("prefers-reduced-motion", "no-preference");
    expect(getComputedStyle(dialog()).transitionDuration).toBe("0.16s, 0.16s");
  });

  it("forced colours keep the edges and the progress", async () => {
    await emulate("forced-colors", "active");
    await openAsMember();
    expect(getComputedStyle(find(".card button")).borderTopStyle).toBe("solid");
    expect(getComputedStyle(find("progress")).borderTopWidth).toBe("1px");
  });

  it("a store's colour stays as it is where it reads", () => {
    runTag({ store: { ...store, accent: "#1f5c4a" } });
    expect(channels(background(launcher()))).toEqual([31, 92, 74]);
    expect(channels(colour(launcher()))).toEqual([255, 255, 255]);
  });
});
