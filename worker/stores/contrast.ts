/** Whether what is written on a store's colour can be read: WCAG 2.2, 1.4.3. */
import { z } from "zod";

/** What text has to reach. */
const LEAST = 4.5;

export const contrastSchema = z
  .object({
    text: z.enum(["#ffffff", "#000000"]).meta({ description: "What is written in on the store's colour." }),
    ratio: z.number().meta({ description: "Of that text and the colour, 1 to 21." }),
    corrected: z.boolean().meta({ description: "Whether white would not be read, so that black is taken." }),
    note: z.string().meta({ description: "The same in words." }),
  })
  .meta({ id: "Contrast" });

export type Contrast = z.infer<typeof contrastSchema>;

/** The text that the widget writes on a colour (`#rrggbb`): white, or black where white has not 4.5:1. */
export function contrastOn(colour: string): Contrast {
  const luminance = luminanceOf(colour);
  const white = rounded(1.05 / (luminance + 0.05));
  const black = rounded((luminance + 0.05) / 0.05);
  if (white >= LEAST)
    return {
      text: "#ffffff",
      ratio: white,
      corrected: false,
      note: `White on ${colour} has ${white}:1, which can be read.`,
    };
  return {
    text: "#000000",
    ratio: black,
    corrected: true,
    note: `White on ${colour} would have ${white}:1, and text needs ${LEAST}:1. It is black, which has ${black}:1.`,
  };
}

/** Relative luminance, 0 to 1. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const value = parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Down, so that nothing passes by being rounded. */
function rounded(ratio: number): number {
  return Math.floor(ratio * 100) / 100;
}
