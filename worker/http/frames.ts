/** The first places in the code that an error came through: what may be logged of where it was, without its message. */
export function framesOf({ stack }: Error): string[] | undefined {
  return stack
    ?.split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 8);
}
