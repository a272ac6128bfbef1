/** A look as the CSS that the loader adds to the launcher's own (widget/loader/launcher.css): the colour, and what is not as usual. */
import type { PublicLook } from "../stores/look.ts";

/** The icons other than the stamps that the loader draws itself: outlines in a square of 24 px. */
const ICONS: Record<Exclude<PublicLook["launcher"]["icon"], "stamps">, string> = {
  gift: "M2 7H8A3 3 0 1 1 12 3A3 3 0 1 1 16 7H22V11H2ZM3 12.5H11V22H3ZM13 12.5H21V22H13Z",
  star: "M12 1L15.3 8.2L23 9.1L17.3 14.4L18.8 22L12 18.2L5.2 22L6.7 14.4L1 9.1L8.7 8.2Z",
  heart: "M12 21.5L3.2 12.6A5.9 5.9 0 0 1 12 4.8A5.9 5.9 0 0 1 20.8 12.6Z",
};

/** Hidden where it can be seen, and read out all the same. */
const ICON_ALONE = "button{justify-content:center;inline-size:52px;padding:0;font-size:0}";

/**
 * The CSS of a look. What the panel needs too is a custom property of the widget's element, which a page may set otherwise
 * for `regulars-launcher`; the host's own place is as important as the rest of its rules, so that no page moves it.
 */
export function styleOf(accent: string, look: PublicLook): string {
  const { radius, font, scheme, corner, offset, launcher } = look;
  const { inline, block } = offset;
  const atEnd = corner === "bottom-end";
  const moved = !atEnd || inline !== 20 || block !== 20;
  const { show, icon } = launcher;
  const host = [
    `--regulars-accent:${accent}`,
    radius !== 20 && `--regulars-radius:${radius}px`,
    font !== "page" && `--regulars-font:${font === "system" ? "system-ui,sans-serif" : font}`,
    font !== "page" && "font-family:var(--regulars-font)!important",
    scheme !== "auto" && `--regulars-scheme:${scheme}`,
    moved && `--regulars-inline:${atEnd ? `auto ${inline}px` : `${inline}px auto`}`,
    moved && `--regulars-block:${block}px`,
    moved && "inset-inline:var(--regulars-inline)!important",
    moved && "inset-block-end:calc(var(--regulars-block) + env(safe-area-inset-bottom))!important",
  ].filter((each) => each !== false);
  return [
    `:host{${host.join(";")}}`,
    radius !== 20 && "button{border-radius:calc(var(--regulars-radius)*1.3)}",
    show === "hidden" && "button{display:none}",
    show === "icon" && ICON_ALONE,
    icon !== "stamps" &&
      `button::before{padding:12px;border-radius:0;box-shadow:none;clip-path:path("${ICONS[icon]}");margin-inline:0 ${show === "icon" ? 0 : 10}px}`,
    icon === "stamps" && show === "icon" && "button::before{margin-inline:11px}",
  ]
    .filter((each) => each !== false)
    .join("");
}
