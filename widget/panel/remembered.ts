/**
 * The refresh token of a shopper who signed in with an emailed code, under a name: in memory, and in the browser's storage,
 * which may throw. For as long as the tab lives, or on a device that is theirs until they sign out.
 */
export class Remembered {
  #token: string | null;
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
    this.#token = read(() => sessionStorage.getItem(name)) ?? read(() => localStorage.getItem(name));
  }

  /** What is kept, by another tab of this browser too; `null` for nothing. */
  get token(): string | null {
    return read(() => localStorage.getItem(this.#name)) ?? this.#token;
  }

  /** Keeps a token; left out, whether it stays on the device is as it was. */
  keep(token: string, stays = read(() => localStorage.getItem(this.#name)) !== null): void {
    this.forget();
    this.#token = token;
    read(() => {
      (stays ? localStorage : sessionStorage).setItem(this.#name, token);
    });
  }

  forget(): void {
    this.#token = null;
    read(() => {
      sessionStorage.removeItem(this.#name);
      localStorage.removeItem(this.#name);
    });
  }
}

/** What storage answers, or `null` where the browser or the page forbids it. */
export function read<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch {
    return null;
  }
}
