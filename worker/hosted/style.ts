import { contrastOn } from "../stores/contrast.ts";
import type { PublicLook } from "../stores/look.ts";

/** Lines that are measured in characters, neutrals that are mixed from the store's colour, and no colour that text needs. */
const PAGE = `*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.55 var(--font);background:var(--ground);color:var(--ink);overflow-wrap:anywhere}
header{background:var(--accent);color:var(--on-accent);padding-block:clamp(2rem,8vw,4.5rem) 4.5rem}
header p{margin:0;font-size:1.125rem}
h1{margin:.3rem 0 .5rem;font-size:clamp(1.75rem,6vw,2.75rem);line-height:1.15;letter-spacing:-.015em;text-wrap:balance}
h2{margin:0 0 .75rem;font-size:1.25rem;line-height:1.25}
h3{margin:0;font-size:1.0625rem}
.wide{max-inline-size:44rem;margin-inline:auto;padding-inline:1.25rem}
main{display:grid;gap:1rem;margin-block:-2.5rem 3rem!important}
section{min-inline-size:0;background:var(--card);border:1px solid var(--line);border-radius:var(--radius);padding:1.5rem}
p{margin:.5rem 0 0}
ul{margin:0;padding:0;list-style:none}
li{padding-block:.75rem;border-block-start:1px solid var(--line)}
li:first-child{border:0;padding-block-start:0}
li:last-child{padding-block-end:0}
.price{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;align-items:baseline}
.price b{white-space:nowrap;font-variant-numeric:tabular-nums}
.soft{color:var(--soft)}
.soft,li li{font-size:.9375rem}
li ul{margin-block-start:.25rem;padding-inline-start:1.25rem;list-style:disc}
li li{padding:0;border:0}
a{color:inherit;text-underline-offset:.2em}
.button,button{display:inline-block;min-block-size:44px;margin-block-start:1rem;padding:.625rem 1.25rem;border:2px solid transparent;border-radius:999px;font:inherit;font-weight:600;cursor:pointer;text-decoration:none;background:var(--ink);color:var(--card)}
:focus-visible{outline:3px solid;outline-offset:2px}
footer{margin-block:0 6rem!important}
regulars-page{display:block;margin-block-start:1rem}
@media (scripting:none){regulars-page{display:none}}
@media print{header{background:none;color:#000;padding-block:0 3rem}section{break-inside:avoid}regulars-page,regulars-launcher{display:none}}`;

/** The page's stylesheet in a store's look. Everything of the look in it has been through its schema. */
export function hostedStyle(
  accent: string,
  { radius, font, scheme }: Pick<PublicLook, "radius" | "font" | "scheme">,
): string {
  const family = font === "page" || font === "system" ? "system-ui,sans-serif" : font;
  const mixed = (share: number, light: string, dark: string) =>
    `light-dark(color-mix(in oklab,${accent} ${share}%,${light}),color-mix(in oklab,${accent} ${share}%,${dark}))`;
  return `:root{color-scheme:${scheme === "auto" ? "light dark" : scheme};--accent:${accent};--on-accent:${contrastOn(accent).text};--radius:${radius}px;--font:${family};--ground:${mixed(4, "#faf9f7", "#171614")};--card:${mixed(1, "#fff", "#211f1d")};--line:${mixed(8, "#e7e4de", "#3a3733")};--ink:light-dark(#1d1b19,#f4f2ef);--soft:light-dark(#56524c,#b9b4ac)}
${PAGE}`;
}
