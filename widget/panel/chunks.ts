import type { PanelModel } from "./model.ts";
import type { Screen } from "./screen.ts";

/** A view whose code comes when it is first wanted. */
export interface Chunk {
  /** What it shows; `undefined` where there is nothing of it for this shopper. */
  view: (model: PanelModel) => Screen | undefined;
  /** What it has to do when it is shown, or has been told anew how things stand. */
  enter?: (model: PanelModel) => unknown;
  /** What its elements look like, beyond the panel's own stylesheet. */
  styles?: string;
}

const loaders = {
  rewards: () => import("./views/rewards.ts"),
  ask: () => import("./views/ask.ts"),
  refer: () => import("./views/refer.ts"),
  activity: () => import("./views/activity.ts"),
  earn: () => import("./views/earn.ts"),
  tiers: () => import("./views/tiers.ts"),
  profile: () => import("./views/profile.ts"),
  join: () => import("./views/join.ts"),
  friend: () => import("./views/friend.ts"),
} satisfies Record<string, () => Promise<Chunk>>;

export type ChunkName = keyof typeof loaders;

/** The views that have come, and those that are on their way. */
export class Chunks {
  readonly #come = new Map<ChunkName, Chunk>();
  readonly #coming = new Map<ChunkName, Promise<void>>();
  /** Gets what every such view needs besides. */
  readonly prepare: () => Promise<unknown>;
  readonly #arrived: (chunk?: Chunk) => void;
  /** The last one that was wanted did not come. */
  failed = false;

  /** `arrived` is told of each, and of a failure without one. */
  constructor(prepare: () => Promise<unknown>, arrived: (chunk?: Chunk) => void) {
    this.prepare = prepare;
    this.#arrived = arrived;
  }

  /** The view's chunk, if it has come; else it is fetched. */
  get(name: ChunkName): Chunk | undefined {
    const chunk = this.#come.get(name);
    if (!chunk && !this.failed) void this.warm(name);
    return chunk;
  }

  /** Fetches a view before it is wanted. */
  warm(name: ChunkName): Promise<void> {
    const coming =
      this.#coming.get(name) ??
      Promise.all([loaders[name](), this.prepare()]).then(
        ([chunk]) => {
          this.#come.set(name, chunk);
          this.#arrived(chunk);
        },
        () => {
          this.#coming.delete(name);
          this.failed = true;
          this.#arrived();
        },
      );
    this.#coming.set(name, coming);
    return coming;
  }
}
