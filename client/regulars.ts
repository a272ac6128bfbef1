import { callOver } from "./call.ts";
import { events, webhookEndpoints } from "./groups/events.ts";
import { connections, inbox } from "./groups/connections.ts";
import { ledger } from "./groups/ledger.ts";
import { look } from "./groups/look.ts";
import { loyalty } from "./groups/loyalty.ts";
import { members } from "./groups/members.ts";
import { exportAll, imports } from "./groups/moving.ts";
import { notices } from "./groups/notices.ts";
import { orders } from "./groups/orders.ts";
import { points } from "./groups/points.ts";
import { referrals } from "./groups/referrals.ts";
import { rewards, vouchers } from "./groups/rewards.ts";
import { staff } from "./groups/staff.ts";
import { testClock } from "./groups/test-clock.ts";
import type { Connection, Fetch } from "./send.ts";

export interface RegularsOptions {
  /** The store's secret key, `sk_…`. It can give and take points: keep it on the server. */
  secretKey: string;
  /** Where the Worker is: "https://rewards.example.com". */
  origin: string;
  /** In place of the platform's own `fetch`. */
  fetch?: Fetch;
  /** How often a call is tried at most; 4 unless given. */
  tries?: number;
  /** How long one try may take, milliseconds; 30,000 unless given. */
  timeout?: number;
  /** In place of a timer, for tests. */
  wait?: Connection["wait"];
}

/**
 * The server API of one store:
 * ```ts
 * const crm = new Regulars({ secretKey: process.env.REGULARS_SECRET_KEY ?? "", origin: "https://rewards.example.com" });
 * ```
 * Every call can be sent again safely, and is, where no answer came. What is refused throws a RegularsError.
 */
export class Regulars {
  readonly loyalty: ReturnType<typeof loyalty>;
  readonly look: ReturnType<typeof look>;
  readonly members: ReturnType<typeof members>;
  readonly orders: ReturnType<typeof orders>;
  readonly points: ReturnType<typeof points>;
  readonly rewards: ReturnType<typeof rewards>;
  readonly vouchers: ReturnType<typeof vouchers>;
  readonly referrals: ReturnType<typeof referrals>;
  readonly ledger: ReturnType<typeof ledger>;
  readonly notices: ReturnType<typeof notices>;
  readonly events: ReturnType<typeof events>;
  readonly webhookEndpoints: ReturnType<typeof webhookEndpoints>;
  readonly staff: ReturnType<typeof staff>;
  readonly connections: ReturnType<typeof connections>;
  readonly inbox: ReturnType<typeof inbox>;
  readonly imports: ReturnType<typeof imports>;
  readonly exportAll: ReturnType<typeof exportAll>;
  readonly testClock: ReturnType<typeof testClock>;

  /** Throws a TypeError for a key or an origin that can't be one; nothing is sent yet. */
  constructor({ secretKey, origin, fetch, tries = 4, timeout = 30_000, wait = waited }: RegularsOptions) {
    if (!secretKey.startsWith("sk_"))
      throw new TypeError("secretKey: give the store's secret key, which begins with sk_.");
    const call = callOver({
      secretKey,
      origin: originOf(origin),
      // Called as a function of nobody's: Workers refuse a fetch that is called as a method.
      fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)),
      tries,
      timeout,
      wait,
    });
    this.loyalty = loyalty(call);
    this.look = look(call);
    this.members = members(call);
    this.orders = orders(call);
    this.points = points(call);
    this.rewards = rewards(call);
    this.vouchers = vouchers(call);
    this.referrals = referrals(call);
    this.ledger = ledger(call);
    this.notices = notices(call);
    this.events = events(call);
    this.webhookEndpoints = webhookEndpoints(call);
    this.staff = staff(call);
    this.connections = connections(call);
    this.inbox = inbox(call);
    this.imports = imports(call);
    this.exportAll = exportAll(call);
    this.testClock = testClock(call);
  }
}

function originOf(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new TypeError("origin: give where the Worker is, such as https://rewards.example.com.");
  return new URL(text).origin;
}

function waited(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      // What the caller gave as the reason.
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", end, { once: true });
  });
}
