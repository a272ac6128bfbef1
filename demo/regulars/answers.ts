/** The part of what Regulars answers to an order that the shop shows. */
export interface OrderAnswer {
  order?: { memberId: string | null; points: number };
  balance?: { available: number; pending: number; debt: number } | null;
  vouchers?: { code: string; accepted: boolean; detail: string | null }[];
  referral?: { status: string; detail: string | null } | null;
  /** Why Regulars would not take the order. */
  refused?: string;
}
