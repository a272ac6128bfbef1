import { html, type TemplateResult } from "lit/html.js";

/** Strokes on a grid of 24. */
const paths = {
  home: "M4 11l8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z",
  rewards: "M4 11h16v9H4zM3 7h18v4H3zM12 7v13M12 7C7 7 7 3 9.5 3S12 7 12 7s0-4 2.5-4S17 7 12 7",
  refer:
    "M12.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M2.5 20c.6-3.5 3.2-5.5 6.5-5.5 1.6 0 3 .5 4.1 1.3M18 13v7M14.5 16.5h7",
  activity: "M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0M12 7.5V12l3 2",
  close: "M6 6l12 12M18 6L6 18",
  back: "M15 5l-7 7 7 7",
  profile: "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0M4.5 20.5c.8-4 3.9-6 7.5-6s6.7 2 7.5 6",
  share: "M12 15V4M8 8l4-4 4 4M5 12v8h14v-8",
  bag: "M5 8h14l1 12H4zM9 11V7a3 3 0 0 1 6 0v4",
  star: "M12 3.5l2.6 5.3 5.9.8-4.3 4.1 1.1 5.8L12 16.7l-5.3 2.8 1.1-5.8L3.5 9.6l5.9-.8z",
  cloud: "M7 18a4 4 0 0 1-.5-8 5.5 5.5 0 0 1 10.7 1.2A3.5 3.5 0 0 1 17 18M4 4l16 16",
  broken: "M12 3l9.5 17h-19zM12 10v4.5M12 17.5h0",
  check: "M5 12.5l4.5 4.5L19 7.5",
};

export type IconName = keyof typeof paths;

/** A picture in strokes of the colour of the text around it; silent, since words stand beside it. */
export const stroke = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

export const icon = (name: IconName): TemplateResult => stroke(paths[name]);
