import { z } from "zod";

/**
 * A person's first name, as friends and members see it: 1 to 80 characters, without control characters and
 * without those that turn the direction of the text around them.
 */
export const firstName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, "A name has no control characters.");
