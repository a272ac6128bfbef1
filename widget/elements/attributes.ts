/** The number in an attribute; `otherwise` where it is left out, or is none. */
export function number(element: Element, name: string, otherwise = 0): number {
  const value = Number(element.getAttribute(name) ?? otherwise);
  return Number.isFinite(value) && value >= 0 ? Math.round(value) : otherwise;
}

/** The words in an attribute. */
export function words(element: Element, name: string): string[] {
  return element.getAttribute(name)?.match(/\S+/g) ?? [];
}
