import type { Balance, Reward, Voucher } from "../widget/api/types.ts";
import type { Store } from "../widget/tag.ts";

/** Who is signed in here, and until when. */
export interface SignedIn {
  session: string;
  expiresAt: string;
  staff: { id: string; name: string; number: string };
  store: Store;
}

/** A reward that is open to the member now. */
export type Offer = Reward & { standing: { missing: number } };

/** A member as the till shows them. */
export interface TillMember {
  member: {
    id: string;
    number: string;
    firstName: string | null;
    email: string | null;
    phone: string | null;
  };
  balance: Balance;
  tier: { name: string | null } | null;
  rewards: Offer[];
  vouchers: Voucher[];
}

/** A receipt after it was added, given back or undone. Amounts are minor units. */
export interface Receipt {
  receipt: { number: string; amount: number; refunded: number; undoneAt: string | null };
  again: boolean;
  points: number;
  vouchers: { code: string; accepted: boolean; detail: string | null }[];
}

/** How somebody is looked up: one of them. */
export type Lookup = { email: string } | { phone: string } | { number: string } | { code: string };
