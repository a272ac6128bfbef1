import axe from "axe-core";
import { expect } from "vitest";
import type { MemberTier, Panel } from "../../../widget/api/types.ts";
import { names } from "../../../widget/elements/names.ts";
import { panel, storefront } from "../fixtures.ts";
import { after, until } from "../stage.ts";

/** The elements there are, by their names. */
export const allNames = names.split(",");

/** Puts HTML of a store's template into the page until the test ends; gives back its first element. */
export function template(html: string): HTMLElement {
  const place = document.createElement("div");
  place.innerHTML = html;
  document.body.append(place);
  after(() => {
    place.remove();
  });
  const first = place.firstElementChild;
  if (!(first instanceof HTMLElement)) throw new Error("The template holds no element");
  return first;
}

/** What an element shows, as a person would read it; empty while it shows what the page wrote. */
export const shown = (element: Element): string =>
  [...(element.shadowRoot?.children ?? [])]
    .filter((each): each is HTMLElement => each instanceof HTMLElement && !(each instanceof HTMLSlotElement))
    .map((each) => each.innerText.replace(/\s+/g, " ").trim())
    .join(" ");

/** Waits until an element shows a text. */
export const shows = (element: Element, text: string): Promise<void> =>
  until(() => shown(element) === text, `“${text}”`).catch(() => {
    expect(shown(element)).toBe(text);
  });

/** The button in an element that is called so. */
export function buttonIn(element: Element, name: string): HTMLButtonElement {
  const all = [...(element.shadowRoot?.querySelectorAll("button") ?? [])];
  const found = all.find((each) => each.innerText.trim() === name);
  if (!found) throw new Error(`No button is called ${name}: ${all.map((each) => each.innerText).join(", ")}`);
  return found;
}

/** What axe finds in an element. */
export async function violationsIn(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ failureSummary }) => `${id}: ${failureSummary ?? ""}`),
  );
}

/** Long enough for what would have come at idle; milliseconds. */
export const rest = (time = 150): Promise<void> => new Promise((resolve) => setTimeout(resolve, time));

const levels = [
  { id: "member", name: "Member", threshold: 0, multiplier: 1, bonus: null, benefits: [] },
  { id: "silver", name: "Silver", threshold: 20_000, multiplier: 2, bonus: null, benefits: [] },
  { id: "gold", name: "Gold", threshold: 50_000, multiplier: 3, bonus: null, benefits: [] },
];

const silver: MemberTier = {
  id: "silver",
  name: "Silver",
  benefits: [],
  multiplier: 2,
  by: "spend",
  figure: 32_000,
  next: { id: "gold", name: "Gold", threshold: 50_000, missing: 18_000, by: null, startsAt: null },
  keptUntil: null,
  keep: null,
  change: null,
};

/** A program with tiers, as anyone sees it. */
export const tiered = (): typeof storefront =>
  structuredClone({
    ...storefront,
    program: { ...storefront.program, tiers: { by: "spend" as const, levels } },
  });

/** A member of its second tier. */
export const silverPanel = (): Panel =>
  structuredClone({
    ...panel,
    program: { ...panel.program, tiers: { by: "spend" as const, levels } },
    tier: silver,
  });
