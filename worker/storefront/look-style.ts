/** A look as the custom properties that the loader gives to the widget's element: only what is not as usual. */
import type { PublicLook } from "../stores/look.ts";

/** The icons that are no stamps, which the loader draws itself: outlines in a square of 24 px. */
const ICONS: Record<Exclude<PublicLook["launcher"]["icon"], "stamps">, string> = {
  gift: "M2 7H8A3 3 0 1 1 12 3A3 3 0 1 1 16 7H22V11H13V8H11V11H2ZM3 12.5H11V22H3ZM13 12.5H21V22H13Z",
  star: "M12 1L15.3 8.2L23 9.1L17.3 14.4L18.8 22L12 18.2L5.2 22L6.7 14.4L1 9.1L8.7 8.2Z",
  heart: "M12 21.5L3.2 12.6A5.9 5.9 0 0 1 12 4.8A5.9 5.9 0 0 1 20.8 12.6Z",
};

/** The style of a look: by the property's name, without its `--regulars-`. docs/widget.md tells what each is. */
export function styleOf({
  radius,
  font,
  scheme,
  corner,
  offset,
  launcher,
}: PublicLook): Record<string, string> {
  const { inline, block } = offset;
  const atEnd = corner === "bottom-end";
  return {
    radius: `${radius}px`,
    ...(font !== "page" && { font: font === "system" ? "system-ui, sans-serif" : font }),
    ...(scheme !== "auto" && { scheme }),
    ...(!(atEnd && inline === 20) && { inline: atEnd ? `auto ${inline}px` : `${inline}px auto` }),
    ...(block !== 20 && { block: `${block}px` }),
    ...(launcher.show === "hidden" && { launcher: "none" }),
    ...(launcher.show === "icon" && { label: "0" }),
    ...(launcher.icon !== "stamps" && { icon: `path("${ICONS[launcher.icon]}")` }),
  };
}
