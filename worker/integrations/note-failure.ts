import { framesOf } from "../http/frames.ts";

/** Logs what nobody can be answered with: the kind of error and where, but not its message, which may hold personal data. */
export function noteFailure(during: string, error: unknown): void {
  const { name, frames } =
    error instanceof Error
      ? { name: error.name, frames: framesOf(error) }
      : { name: typeof error, frames: undefined };
  console.error(JSON.stringify({ during, error: name, frames }));
}
