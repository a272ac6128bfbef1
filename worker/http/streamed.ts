/** Answers that are longer than a Worker should hold at once: written as they are read. */

/**
 * The texts as one body, each asked for when the reader wants more. An error on the way ends the body short, so that
 * nobody takes half of it for the whole.
 */
export function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await texts.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}

/** The response as what its route documents: a body that is written as it is read has the type only in what it says. */
export function streamed(response: Response): never {
  return response as never;
}
