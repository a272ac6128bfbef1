/** A page of a list, as every list of the API is answered. */
export interface Page {
  items: unknown[];
  /** The cursor of the page after; null at the end. */
  next: string | null;
}

/** What a page holds. */
export type ItemOf<Read extends Page> = Read extends { items: (infer Item)[] } ? Item : never;

/**
 * A list, read page by page while it is gone through: `for await (const member of crm.members.list())`. Each loop
 * begins at the start; nothing is read before.
 */
export class Pages<Read extends Page> implements AsyncIterable<ItemOf<Read>> {
  readonly #read: (cursor: string | undefined) => Promise<Read>;

  /** `read` gives the page at a cursor, the first without one. */
  constructor(read: (cursor: string | undefined) => Promise<Read>) {
    this.#read = read;
  }

  /** One page: the first, or the one at `next` of the page before. */
  page(cursor?: string): Promise<Read> {
    return this.#read(cursor);
  }

  /** Page after page, with what each has beside its items. */
  async *pages(): AsyncGenerator<Read, void, undefined> {
    let cursor: string | undefined;
    do {
      const page = await this.#read(cursor);
      yield page;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ItemOf<Read>, void, undefined> {
    for await (const { items } of this.pages()) for (const item of items as ItemOf<Read>[]) yield item;
  }
}

/** The part of a query that asks for the page at a cursor. */
export function at(cursor: string | undefined): { cursor?: string } {
  return cursor === undefined ? {} : { cursor };
}
