import type { Reward } from "./document/rewards.ts";
import type { VoucherDetails } from "./voucher-details.ts";

/** What a reward of its type says beside its amount. */
export function typeDetails(reward: Reward): VoucherDetails {
  switch (reward.type) {
    case "percentage_off":
      return reward.ceiling === null ? {} : { ceiling: reward.ceiling };
    case "free_product":
      return { productId: reward.productId, productName: reward.productName };
    case "experience":
      return { description: reward.description };
    case "partner_offer":
      return {
        partner: reward.partner,
        description: reward.description,
        ...(reward.url === null ? {} : { url: reward.url }),
      };
    case "donation":
      return { cause: reward.cause };
    case "amount_off":
    case "free_shipping":
    case "store_credit":
    case "gift_card":
      return {};
  }
}
