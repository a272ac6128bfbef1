/** The server API as docs/openapi.json has it. Made by `npm run reference`: change the routes, not this. */

export type Balance = {
  /** Points that can be spent now. */
  available: number;
  /** Points on their way. */
  pending: number;
  /** Points owed after a refund of what was spent; repaid by the next earned. */
  debt: number;
};

export type Campaign =
  | {
      type: "multiply";
      multiplier: number;
      id: string;
      name: string;
      /** Orders placed from then on. */
      from?: string | null;
      /** Orders placed before then. */
      until?: string | null;
      /** In the store's time zone; empty: every day. */
      weekdays?: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
      /** Hours of the day in the store's time zone, from 0 to 24; `until` is not included. */
      hours?: {
        from: number;
        until: number;
      } | null;
      /** Tiers whose members it is for; empty: everyone. */
      tiers?: string[];
      /** Only a member's first order. */
      firstOrder?: boolean;
      /** Lines it counts for; null: all. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** What the order must come to, kept goods, minor units. */
      minimumOrder?: number;
    }
  | {
      type: "add";
      points: number;
      id: string;
      name: string;
      /** Orders placed from then on. */
      from?: string | null;
      /** Orders placed before then. */
      until?: string | null;
      /** In the store's time zone; empty: every day. */
      weekdays?: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
      /** Hours of the day in the store's time zone, from 0 to 24; `until` is not included. */
      hours?: {
        from: number;
        until: number;
      } | null;
      /** Tiers whose members it is for; empty: everyone. */
      tiers?: string[];
      /** Only a member's first order. */
      firstOrder?: boolean;
      /** Lines it counts for; null: all. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** What the order must come to, kept goods, minor units. */
      minimumOrder?: number;
    };

export type Cart = {
  currency: string;
  lines: OrderLine[];
  /** Discounts on the whole order, vouchers included. */
  discount?: number;
  shipping?: {
    amount: number;
    tax?: number;
  };
  /** The store's own id of the cart or checkout. */
  checkoutId?: string;
  /** Who is buying, by the store's own id, where it is known. */
  customerId?: string;
};

export type CodePool = {
  pool: string;
  /** Codes that were imported. */
  added: number;
  /** Codes that redemptions took; a released one does not come back. */
  given: number;
  /** Codes that nobody has yet. */
  left: number;
};

export type Connection = {
  id: string;
  platform: "shopify" | "woocommerce";
  shop: string;
  /** Where the platform's webhooks are to be sent. */
  deliveryUrl: string;
  /** What a delivery may be signed with, the newest first; two while one is replaced. */
  webhookSecrets: {
    /** Its last characters; the rest is never shown. */
    hint: string;
  }[];
  /** null where none were given. */
  credentials: {
    /** Its last characters; the rest is never shown. */
    hint: string;
  } | null;
  publishesVouchers: boolean;
  createdAt: string;
  closedAt: string | null;
};

export type Consent = {
  /** Whether they may be sent marketing mail. Nobody said: they may not. */
  marketing: boolean;
  /** When that was said; null where nobody ever did. */
  changedAt: string | null;
  /** Who told: the shopper, the store, or a file of members. */
  source: "shopper" | "store" | "import" | null;
};

export type Contrast = {
  /** What is written in on the store's colour. */
  text: "#ffffff" | "#000000";
  /** Of that text and the colour, 1 to 21. */
  ratio: number;
  /** Whether white would not be read, so that black is taken. */
  corrected: boolean;
  /** The same in words. */
  note: string;
};

export type EarningAction = {
  id: string;
  /** What the shopper reads: “Write a review”. */
  name: string;
  points: number;
  /** Who may say that it was done: the store's server alone, or the shopper's own page as well. */
  by?: "store" | "shopper";
  /** Whether the hold (in days) applies. */
  hold?: boolean;
  /** How often it counts for one member; all limits hold. */
  limits?: {
    count: number;
    period: "day" | "week" | "month" | "year" | "ever";
  }[];
  /** Where it is done. */
  url?: string | null;
};

export type Entry = {
  id: string;
  kind: "earn" | "redeem" | "refund" | "release" | "expire" | "expire_reversed" | "adjust" | "transfer";
  /** Positive where points were given, negative where taken. */
  points: number;
  createdAt: string;
  /** Of points given: when they can be spent; null while nobody knows. */
  availableAt: string | null;
  /** Of points given: the expiry that the shopper is told; null: none. */
  expiresAt: string | null;
  reason: Reason;
  /** The reason in plain English. */
  sentence: string;
};

export type ErasedMember = {
  id: string;
  erasedAt: string;
};

export type Event =
  | MemberCreatedEvent
  | MemberUpdatedEvent
  | MemberMergedEvent
  | MemberErasedEvent
  | MemberBirthdayEvent
  | PointsEvent
  | PointsExpiringEvent
  | OrderCreatedEvent
  | OrderUpdatedEvent
  | VoucherEvent
  | ReferralEvent
  | TierChangedEvent
  | ProgramPublishedEvent
  | WebhookEndpointDisabledEvent;

export type Expiry =
  | {
      type?: "age";
      /** Days after points become available. */
      afterDays: number;
      /** Days before the expiry at which a warning falls due; 0: nobody is warned. */
      warnDays?: number;
      /** Days that points stay beyond their date as long as nobody has warned their owner. */
      graceDays?: number;
    }
  | {
      type: "dates";
      /** Days of the year, MM-DD, at whose end in the store's time zone points expire. */
      dates: string[];
      /** Days that points have at least; a date sooner than that is passed over. */
      minimumDays?: number;
      /** Days before the expiry at which a warning falls due; 0: nobody is warned. */
      warnDays?: number;
      /** Days that points stay beyond their date as long as nobody has warned their owner. */
      graceDays?: number;
    }
  | {
      type: "inactivity";
      /** Days after the last activity, to the end of that day. */
      afterDays: number;
      /** What counts as activity. */
      activities?: ("order" | "action" | "redemption")[];
      /** Days before the expiry at which a warning falls due; 0: nobody is warned. */
      warnDays?: number;
      /** Days that points stay beyond their date as long as nobody has warned their owner. */
      graceDays?: number;
    }
  | null;

export type Explained = {
  memberId: string;
  /** The moment that all figures are of. */
  at: string;
  balance: Balance;
  /** In lots past their expiry which no entry says yet: they don't count. */
  lapsed: number;
  /** The sum of all entries: available, pending and lapsed, less debt. */
  total: number;
  /** Whether the lots, every one of them, come to the balance and the balance to the total. */
  tiesOut: boolean;
  debt: {
    points: number;
    /** The entries it stands of, newest first; what was repaid was the oldest. */
    made: {
      entry: Entry;
      owed: number;
    }[];
  };
  items: ExplainedLot[];
  next: string | null;
};

export type ExplainedLine = {
  /** Of the order's line; “shipping”, or “campaign:” and a campaign's id. */
  id: string;
  name: string | null;
  quantity: number | null;
  /** The whole line before discounts, minor units. */
  amount: number | null;
  /** Its part of the points. */
  points: number;
};

export type ExplainedLot = {
  id: string;
  status: "pending" | "available" | "expired" | "spent";
  granted: number;
  /** What of it went to repay a debt when it was granted. */
  repaidDebt: number;
  /** What is left; of an expired lot what no entry has taken yet. */
  remaining: number;
  earnedAt: string;
  /** null while nobody knows the day. */
  availableAt: string | null;
  /** As the shopper is told; null: never. */
  expiresAt: string | null;
  /** Later than `expiresAt` where nobody has warned the shopper yet: they keep the points so long. */
  graceUntil: string | null;
  /** The entry that granted it, with its rule and sentence. */
  entry: {
    id: string;
    kind: "earn" | "redeem" | "refund" | "release" | "expire" | "expire_reversed" | "adjust" | "transfer";
    /** Positive where points were given, negative where taken. */
    points: number;
    createdAt: string;
    /** Of points given: when they can be spent; null while nobody knows. */
    availableAt: string | null;
    /** Of points given: the expiry that the shopper is told; null: none. */
    expiresAt: string | null;
    reason: Reason;
    /** The reason in plain English. */
    sentence: string;
  };
  /** The rule as that version of the program says it; null where no rule of it is behind the points. */
  rule: string | null;
  /** The order they were earned by; its lines add up to the entry's points. */
  order: {
    id: string;
    currency: string;
    lines: ExplainedLine[];
  } | null;
  /** What went out of it and came back since, oldest first. */
  moves: ExplainedMove[];
  /** Moves beyond the 50 that are told. */
  moreMoves: number;
  sentence: string;
};

export type ExplainedMove = {
  entryId: string;
  kind: "earn" | "redeem" | "refund" | "release" | "expire" | "expire_reversed" | "adjust" | "transfer";
  /** What the entry put into this lot, or took from it where negative. */
  points: number;
  at: string;
  sentence: string;
};

export type Import = {
  id: string;
  kind: "members" | "points" | "orders" | "everything";
  from: string;
  dryRun: boolean;
  /** waiting: for the next part of the file; running: there is something to read. */
  status: "waiting" | "running" | "done" | "failed";
  /** Why the file can't be read at all. */
  failure: string | null;
  settings: {
    map:
      | "smile"
      | "loyaltylion"
      | "yotpo"
      | "woocommerce-points"
      | "shopify-customers"
      | {
          /** The header of the column that holds each. */
          columns: {
            customerId?: string;
            email?: string;
            phone?: string;
            firstName?: string;
            birthday?: string;
            segments?: string;
            language?: string;
            marketing?: string;
            marketingAt?: string;
            joinedAt?: string;
            tier?: string;
            spend?: string;
            orders?: string;
            referralCode?: string;
            points?: string;
            pointsId?: string;
            earnedAt?: string;
            availableAt?: string;
            expiresAt?: string;
            orderId?: string;
            placedAt?: string;
            paidAt?: string;
            cancelledAt?: string;
            updatedAt?: string;
            currency?: string;
            total?: string;
            refunded?: string;
          };
        }
      | null;
    choices: {
      /** What stands before the decimals of an amount. */
      decimal?: "." | ",";
      /** How a date such as 03/04/2025 is meant; unless it is said, one that may mean two days is refused. */
      dates?: "unambiguous" | "day-first" | "month-first";
      /** Whether past orders count for tiers alone and never give or take points, or earn as if they were told today. */
      orders?: "history" | "points";
      /** When points without a date of their own were earned; left out: when the import was made. */
      earnedAt?: string;
      /** Of points without an expiry of their own: by the live program, or none. */
      expiry?: "program" | "never";
      /** Whether a member has the tier that the file says, as if they reached it now. */
      tiers?: "honour" | "ignore";
      /** The program's tier (id or name) for each of the file's that is called otherwise. */
      tierNames?: Record<string, string>;
    };
  };
  parts: {
    received: number;
    read: number;
    /** The number of the last; null until it is there. */
    last: number | null;
  };
  rows: {
    read: number;
    created: number;
    changed: number;
    unchanged: number;
    refused: number;
  };
  createdAt: string;
  finishedAt: string | null;
};

export type ImportedCodes = {
  pool: string;
  /** How many were new. */
  added: number;
  /** Those that were there already, in this pool or another, or came twice: they are not doubled. */
  known: string[];
  /** Codes of the pool that nobody has yet. */
  left: number;
};

export type ImportedRow = {
  /** From 1, the header not counted. */
  row: number;
  outcome: "created" | "changed" | "unchanged" | "refused";
  /** What happened, or would; or why not, and what to do. */
  sentence: string;
};

export type InboxItem = {
  id: string;
  connectionId: string;
  /** As the platform names it. */
  topic: string;
  /** waiting: to be worked, or tried again. dead: nothing came of it, and nothing will by itself. */
  status: "waiting" | "done" | "dead";
  /** What it is about. */
  subject: string | null;
  /** What came of it, or why nothing did yet; null while nothing is known. */
  detail: string | null;
  /** How often it was begun without getting anywhere; waiting for its order is no try. */
  attempts: number;
  receivedAt: string;
  /** When it is due; null where it is settled. */
  nextAt: string | null;
  settledAt: string | null;
};

export type InboxItemWithBody = {
  id: string;
  connectionId: string;
  /** As the platform names it. */
  topic: string;
  /** waiting: to be worked, or tried again. dead: nothing came of it, and nothing will by itself. */
  status: "waiting" | "done" | "dead";
  /** What it is about. */
  subject: string | null;
  /** What came of it, or why nothing did yet; null while nothing is known. */
  detail: string | null;
  /** How often it was begun without getting anywhere; waiting for its order is no try. */
  attempts: number;
  receivedAt: string;
  /** When it is due; null where it is settled. */
  nextAt: string | null;
  settledAt: string | null;
  /** As it came; null once it is forgotten. */
  body: string | null;
};

export type Look = {
  /** Of the panel's corners, px. */
  radius?: number;
  /** `page`: the page's own; `system`: the device's; or font families as CSS lists them. */
  font?: string;
  /** `auto`: as the device. */
  scheme?: "auto" | "light" | "dark";
  /** Where the launcher is; the end is right where one reads from left to right. */
  corner?: "bottom-end" | "bottom-start";
  offset?: {
    /** From the side, px. */
    inline?: number;
    /** From the bottom, px. */
    block?: number;
  };
  launcher?: {
    /** Hidden: the panel opens by the page's own buttons and links. */
    show?: "button" | "icon" | "hidden";
    icon?: "stamps" | "gift" | "star" | "heart";
    /** What it says; null: what the widget says by itself. */
    words?: string | null;
  };
  /** Stands at the head of the panel; null: the widget's own. */
  greeting?: string | null;
  /** The store's own colour, `#rrggbb`. */
  accent: string;
  /** Sentences of the store's own, by language and by the sentence's key. */
  words?: Record<string, Record<string, string>>;
};

export type Member = {
  id: string;
  customerId: string | null;
  email: string | null;
  /** In E.164 where its country is known. */
  phone: string | null;
  /** What the member says or types at a till: ten digits, the last a check digit. null for a moment after an upgrade, for members from before there were numbers. */
  number: string | null;
  firstName: string | null;
  /** Month and day as MM-DD. */
  birthday: string | null;
  /** The store's own groups that the member is in. */
  segments: string[];
  /** That they read, as BCP 47. */
  language: string | null;
  consent: Consent;
  joinedAt: string;
};

export type MemberBirthdayEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "member.birthday";
  data: {
    memberId: string;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    points: number;
    entryId: string;
    /** The same news in `GET /v1/notices`. */
    noticeId: string;
  };
};

export type MemberCreatedEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "member.created";
  data: {
    memberId: string;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
  };
};

export type MemberErasedEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "member.erased";
  data: {
    memberId: string;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
  };
};

export type MemberExport = {
  exportedAt: string;
  member: Member;
  balance: Balance;
  tier: MemberTier;
  referralLink: {
    code: string;
    clicks: number;
    active: boolean;
  } | null;
  /** The link that they claimed a welcome reward by. */
  referredBy: {
    code: string;
    firstName: string | null;
    claimedAt: string;
  }[];
  /** Browsers in which they are signed in by an emailed code. */
  signIns: {
    startedAt: string;
    usedAt: string;
    expiresAt: string;
  }[];
  months: {
    month: number;
    spend: number;
    points: number;
    orders: number;
  }[];
  /** The oldest first. */
  entries: Entry[];
  lots: {
    id: string;
    source: string | null;
    granted: number;
    remaining: number;
    expired: number;
    earnedAt: string;
    availableAt: string | null;
    expiresAt: string | null;
  }[];
  orders: {
    id: string;
    points: number;
    forgiven: number;
    state: {
      currency: string;
      placedAt: string;
      /** When this state came to be. A state older than one already told changes nothing. */
      updatedAt: string;
      /** Points are earned from the payment on; null while unpaid. */
      paidAt: string | null;
      cancelledAt?: string | null;
      /** When all of it was sent or handed over; null before. */
      fulfilledAt?: string | null;
      /** When the store lets the points go, where the program waits for that. */
      releasedAt?: string | null;
      /** Units of the store's currency for one unit of the order's, at the time of the order; needed where the two differ. */
      exchangeRate?: string;
      lines: OrderLine[];
      /** Discounts on the whole order, vouchers included. */
      discount?: number;
      shipping?: {
        amount: number;
        tax?: number;
      };
      refunds?: Refund[];
      /** Voucher codes used. */
      vouchers?: string[];
    };
  }[];
  vouchers: Voucher[];
  referrals: {
    firstName: string | null;
    status: string;
    claimedAt: string;
  }[];
  actions: {
    action: string;
    at: string;
  }[];
  notices: Notice[];
  /** Everything that was said about marketing mail, as it was written down. */
  consents: {
    marketing: boolean;
    saidAt: string;
    recordedAt: string;
    source: "shopper" | "store" | "import";
    words: string | null;
  }[];
};

export type MemberMergedEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "member.merged";
  data: {
    memberId: string;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    /** The member who is no more: all they had is the other's. */
    from: string;
    /** The member who is kept: `memberId`, too. */
    into: string;
  };
};

export type MemberTier = {
  /** null below the first tier. */
  id: string | null;
  name: string | null;
  benefits: string[];
  multiplier: number;
  /** What figures count. */
  by: "spend" | "points" | "orders";
  /** What counts towards the next tier so far: minor units, points or orders, net of refunds. */
  figure: number;
  /** When that began to count; null: over the lifetime. */
  since: string | null;
  /** The next tier; null at the top. */
  next: {
    id: string;
    name: string;
    threshold: number;
    /** What is missing to it; 0 where it is reached and begins with the next period. */
    missing: number;
    /** The moment before which it has to be reached with what counts now; null: no such. */
    by: string | null;
    /** When it would begin; null: at once. */
    startsAt: string | null;
  } | null;
  /** When the member moves down if nothing happens; null where they don't. */
  keptUntil: string | null;
  /** What keeps the tier beyond that; null where nothing has to, or can. */
  keep: {
    missing: number;
    /** What comes from then on counts; null: whenever. */
    from: string | null;
    /** The moment before which it has to come. */
    by: string;
  } | null;
  /** How the tier changes next if nothing happens. */
  change: {
    at: string;
    to: {
      id: string;
      name: string;
    } | null;
  } | null;
} | null;

export type MemberUpdatedEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "member.updated";
  data: {
    memberId: string;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    /** Which fields, but not what they hold: `GET /v1/members/{id}` says that. */
    changed: (
      "customerId" | "email" | "firstName" | "birthday" | "phone" | "segments" | "language" | "consent"
    )[];
  };
};

export type MovedWebhookEndpoint = {
  id: string;
  lastEventId: string | null;
};

export type NewWebhookEndpoint = {
  id: string;
  url: string;
  /** `standard_webhooks`, or the mail tool that events are sent to. */
  format: "standard_webhooks" | "klaviyo" | "mailchimp" | "customer_io" | "segment";
  /** What the mail tool is called with, beside its key; empty for Standard Webhooks. */
  settings: Record<string, string>;
  /** The end of the mail tool's API key, by which its owner knows it. */
  apiKeyHint: string | null;
  types: string[] | null;
  description: string | null;
  enabled: boolean;
  disabledAt: string | null;
  /** The store switched it off; it answered 410; or nothing good came of it for five days. */
  disabledBecause: "store" | "gone" | "failing" | null;
  /** The first of the failures that no success has followed. */
  failingSince: string | null;
  /** The last event that was looked at for it; null before the first. */
  lastEventId: string | null;
  createdAt: string;
  /** What deliveries are signed with. It is shown this once. A mail tool has none. */
  secret: string | null;
};

export type Notice =
  | {
      kind: "expiry_warning";
      id: string;
      memberId: string;
      customerId: string | null;
      createdAt: string;
      data: {
        /** Points that expire, if they are not spent before. */
        points: number;
        /** The day on which they are due by the rules, in the store's time zone. */
        day: string;
        /** When they are gone: with that day, and later where the warning came late. */
        expiresAt: string;
      };
    }
  | {
      kind: "tier_changed";
      id: string;
      memberId: string;
      customerId: string | null;
      createdAt: string;
      data: {
        /** null: below the first. */
        from: {
          id: string;
          name: string;
        } | null;
        to: {
          id: string;
          name: string;
        } | null;
        /** "same" where new rules put another tier in the place of the one they had. */
        direction: "up" | "down" | "same";
      };
    }
  | {
      kind: "birthday";
      id: string;
      memberId: string;
      customerId: string | null;
      createdAt: string;
      data: {
        points: number;
        /** Month and day as MM-DD; null once the member was erased. */
        birthday: string | null;
        entryId: string;
      };
    };

export type Order = {
  id: string;
  /** null while it belongs to no member. */
  memberId: string | null;
  status: "unpaid" | "paid" | "partly_refunded" | "refunded" | "cancelled";
  /** What the order is worth in its latest state, after caps. */
  points: number;
  /** Points that a refund should have taken and, by the program's rule on debt, did not. */
  forgiven: number;
  /** The version it was placed under. */
  programVersion: number;
  placedAt: string;
  updatedAt: string;
};

export type OrderCreatedEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "order.created";
  data: {
    memberId: string | null;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    orderId: string;
    /** 1 for the first state of the order, and one more for each. */
    revision: number;
    /** What the order is worth in this state. */
    points: number;
    currency: string;
    placedAt: string;
    updatedAt: string;
    paidAt: string | null;
    cancelledAt: string | null;
    fulfilledAt: string | null;
    /** How many refunds it has. */
    refunds: number;
  };
};

export type OrderLine = {
  /** The store's id of the line; refunds name it. */
  id: string;
  name?: string;
  productId?: string;
  sku?: string;
  /** Collections the product is in. */
  collections?: string[];
  /** The product's tags. */
  tags?: string[];
  /** A gift card, which never earns points. */
  giftCard?: boolean;
  quantity: number;
  /** The whole line, before discounts and without tax. */
  amount: number;
  /** Discounts on this line, without tax. */
  discount?: number;
  tax?: number;
};

export type OrderReferral = {
  id: string;
  status: "claimed" | "pending" | "rewarded" | "void";
  /** Why it earned the advocate nothing. */
  detail: string | null;
} | null;

export type OrderUpdate = {
  currency: string;
  placedAt: string;
  /** When this state came to be. A state older than one already told changes nothing. */
  updatedAt: string;
  /** Points are earned from the payment on; null while unpaid. */
  paidAt: string | null;
  cancelledAt?: string | null;
  /** When all of it was sent or handed over; null before. */
  fulfilledAt?: string | null;
  /** When the store lets the points go, where the program waits for that. */
  releasedAt?: string | null;
  /** Units of the store's currency for one unit of the order's, at the time of the order; needed where the two differ. */
  exchangeRate?: string;
  lines: OrderLine[];
  /** Discounts on the whole order, vouchers included. */
  discount?: number;
  shipping?: {
    amount: number;
    tax?: number;
  };
  refunds?: Refund[];
  /** Voucher codes used. */
  vouchers?: string[];
  /** null for an order that nobody is named on. */
  customer: {
    /** The store's id of the customer; enrols them as a member. */
    id?: string;
    email?: string;
    firstName?: string;
  } | null;
};

export type OrderUpdatedEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "order.updated";
  data: {
    memberId: string | null;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    orderId: string;
    /** 1 for the first state of the order, and one more for each. */
    revision: number;
    /** What the order is worth in this state. */
    points: number;
    currency: string;
    placedAt: string;
    updatedAt: string;
    paidAt: string | null;
    cancelledAt: string | null;
    fulfilledAt: string | null;
    /** How many refunds it has. */
    refunds: number;
    /** What it was worth before. */
    formerPoints: number;
    /** Whose it was before, where that changed. */
    formerMemberId: string | null;
  };
};

export type OrderVoucher = {
  code: string;
  accepted: boolean;
  /** Why it was not accepted. */
  detail: string | null;
};

export type PointsEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type:
    | "points.earned"
    | "points.redeemed"
    | "points.refunded"
    | "points.released"
    | "points.expired"
    | "points.expiry_reversed"
    | "points.adjusted"
    | "points.transferred";
  data: {
    memberId: string;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    entryId: string;
    /** Positive where points were given, negative where taken. */
    points: number;
    /** What all entries come to with this one: available and pending points, less what is owed. */
    balance: number;
    /** Points owed after it. */
    debt: number;
    rule:
      | "order"
      | "order_changed"
      | "sign_up"
      | "action"
      | "redemption"
      | "redemption_released"
      | "expiry"
      | "expiry_reversed"
      | "referral_advocate"
      | "referral_void"
      | "birthday"
      | "tier_bonus"
      | "tier_bonus_void"
      | "adjustment"
      | "transfer_sent"
      | "transfer_received"
      | "redemption_renewed"
      | "voucher_expired"
      | "import"
      | "erased"
      | "merge_sent"
      | "merge_received"
      | "merge_carried";
    programVersion: number;
    orderId?: string;
    rewardName?: string;
    voucherCode?: string;
    actionId?: string;
    tier?: string;
    campaigns?: string[];
    /** Of points given: when they can be spent; left out while nobody knows. */
    availableAt?: string;
    /** Of points given: when they expire; left out where they don't. */
    expiresAt?: string;
  };
};

export type PointsExpiringEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "points.expiring";
  data: {
    memberId: string;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    points: number;
    /** The day on which they are due, in the store's time zone. */
    day: string;
    expiresAt: string;
    /** The same news in `GET /v1/notices`. */
    noticeId: string;
  };
};

/** Lines whose product, SKU, collection or tag is one of these. */
export type ProductSet = {
  productIds?: string[];
  skus?: string[];
  collections?: string[];
  tags?: string[];
};

export type ProgramDocument = {
  name: string;
  earning: {
    /** Points for what a paid order comes to, net of discounts and refunds. */
    order?: {
      /** Points given for every `per`. */
      points: number;
      /** Minor units that give `points`: 100 is one pound. */
      per: number;
      /** How a fraction of a point is rounded, once, on the whole order. */
      rounding?: "down" | "nearest" | "up";
      /** Whether tax earns points. */
      includeTax?: boolean;
      /** Whether shipping earns points. */
      includeShipping?: boolean;
      /** Other rates for some products; the first that fits a line counts. */
      rates?: {
        products: ProductSet;
        /** Points given for every `per`. */
        points: number;
        /** Minor units that give `points`: 100 is one pound. */
        per: number;
      }[];
      /** Products that earn nothing. Gift cards never do. */
      exclude?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
    } | null;
    /** Points for joining; null for none. */
    signUp?: number | null;
    /** Points on each birthday; null for none. */
    birthday?: number | null;
    actions?: EarningAction[];
    campaigns?: Campaign[];
    stacking?: {
      /** Of a tier's multiplier and those of campaigns the best counts, or what each has over 1 is added up. */
      multipliers?: "best" | "add";
      /** The most that they multiply by together. */
      atMost?: number | null;
    };
    /** The most that orders earn. */
    caps?: {
      points: number;
      /** Of an order, or of all orders of one member placed in the same period of the store's time zone. */
      period: "order" | "day" | "week" | "month" | "year";
    }[];
    /** Days after payment (or what `holdFrom` says) before an order's points can be spent. */
    holdDays?: number;
    /** What the hold begins with: the payment, the fulfilment (where that is later), or the store saying so (`releasedAt` of the order). */
    holdFrom?: "payment" | "fulfilment" | "release";
  };
  expiry?: Expiry;
  tiers?: Tiers;
  rewards?: Reward[];
  /** The fewest points that a redemption may take; null: no such limit. */
  minimumRedemption?: number | null;
  debt?: {
    /** When a refund takes more than is left: it is owed; it is taken as far as there are points; or only as far as the order's points are still pending. */
    policy?: "allow_negative" | "within_balance" | "only_pending";
    /** The most that is owed, with `allow_negative`; null: no limit. */
    floor?: number | null;
  };
  /** Whether members may send each other points; null: they may not. */
  transfers?: {
    /** The most one member may send in a day of the store's time zone. */
    dailyCap: number;
    /** The fewest points at a time. */
    minimum?: number;
  } | null;
  /** What points are worth in the books: `amount` minor units for `points`. */
  pointValue?: {
    points: number;
    amount: number;
  } | null;
  referral?: ReferralTerms;
  security?: {
    /** A redemption by the shopper that costs more points than this needs an emailed code, entered in the last ten minutes; null: none does. */
    codeAbove?: number | null;
  };
};

export type ProgramPublishedEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "program.published";
  data: {
    version: number;
    name: string;
  };
};

export type PublishedProgram = {
  version: number;
  changes: {
    /** JSON pointer into the document. */
    pointer: string;
    from?: unknown;
    to?: unknown;
  }[];
  dryRun: boolean;
  /** In a dry run: paid orders of members, at most 200, under the live rules and under these. */
  sample?: {
    orders: number;
    pointsNow: number;
    pointsThen: number;
  };
  /** In a dry run that changes the tiers: which members would move, and when. Publishing moves nobody down before their period is over. */
  tiers?: {
    /** Members that were looked at, at most 500. */
    members: number;
    /** Members who ever ordered or earned, of whom these are some; 10,000 where there are more. */
    of: number;
    moves: {
      direction: "up" | "down";
      /** null: below the first tier. */
      from: {
        id: string;
        name: string;
      } | null;
      to: {
        id: string;
        name: string;
      } | null;
      /** When they would move, if nothing happens until then. */
      at: string;
      /** How many of those that were looked at. */
      members: number;
    }[];
    /** How many of them would stay where they are. */
    unmoved: number;
    /** The same in plain English. */
    sentence: string;
  };
};

export type Reason = {
  rule:
    | "order"
    | "order_changed"
    | "sign_up"
    | "action"
    | "redemption"
    | "redemption_released"
    | "expiry"
    | "expiry_reversed"
    | "referral_advocate"
    | "referral_void"
    | "birthday"
    | "tier_bonus"
    | "tier_bonus_void"
    | "adjustment"
    | "transfer_sent"
    | "transfer_received"
    | "redemption_renewed"
    | "voucher_expired"
    | "import"
    | "erased"
    | "merge_sent"
    | "merge_received"
    | "merge_carried";
  programVersion: number;
  orderId?: string;
  lines?: {
    id: string;
    points: number;
  }[];
  rewardName?: string;
  voucherCode?: string;
  description?: string;
  firstName?: string;
  tier?: string;
  campaigns?: string[];
  cap?: string;
  otherOrderId?: string;
  forgiven?: number;
  actionId?: string;
  actor?: string;
};

export type ReconcileRun = {
  id: string;
  connectionId: string;
  since: string;
  status: "running" | "done" | "failed";
  /** Pages of orders that were read so far. */
  pages: number;
  /** Orders on them. */
  orders: number;
  /** Of these, how many were not in the inbox as they are over there. */
  missed: number;
  /** Why it failed, or why a page is tried again. */
  detail: string | null;
  startedAt: string;
  endedAt: string | null;
};

export type Redemption = {
  id: string;
  rewardId: string;
  points: number;
  createdAt: string;
};

export type ReferralEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "referral.claimed" | "referral.updated";
  data: {
    memberId: string;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    referralId: string;
    /** The friend's. */
    voucherCode: string;
    status: "claimed" | "pending" | "void";
    orderId: string | null;
    /** What it gives the advocate. */
    points: number;
    advocateVoucherCode: string | null;
    /** From when on the reward counts; nothing is told then. */
    availableAt: string | null;
    /** Why it earned the advocate nothing. */
    detail: string | null;
  };
};

export type ReferralLink = {
  code: string;
  url: string;
  /** How often it was followed; bots and previews may count. */
  clicks: number;
  active: boolean;
};

export type ReferralTerms = {
  /** The voucher a friend gets when they claim. */
  friend: {
    type: "amount_off";
    amount: number;
    minimumOrder?: number;
    validDays?: number;
  };
  /** What the member who shared gets after the hold. */
  advocate:
    | {
        type: "amount_off";
        amount: number;
        minimumOrder?: number;
        validDays?: number;
      }
    | {
        type: "points";
        points: number;
      };
  /** What the friend's order must come to, net of discounts, minor units. */
  minimumOrder?: number;
  newCustomersOnly?: boolean;
  /** Days after the link is followed in which it can be claimed, and after the claim in which the claimed address counts. */
  attributionDays?: number;
  /** Days after the friend's payment before the advocate's reward is theirs. */
  holdDays?: number;
} | null;

export type Refund = {
  /** The store's id of the refund. */
  id: string;
  refundedAt: string;
  /** What was given back for which line, after discounts, without tax. */
  lines?: {
    lineId: string;
    amount: number;
    tax?: number;
  }[];
  shipping?: {
    amount: number;
    tax?: number;
  };
  /** Given back without naming a line, without tax. */
  amount?: number;
};

export type RetriedWebhookDelivery = {
  eventId: string;
  status: "pending";
  nextAttemptAt: string;
};

export type Reward =
  | {
      type: "amount_off";
      /** What it is worth, minor units. */
      amount: number;
      /** null for a fixed price. Otherwise the member chooses from `minimum` to `maximum` points in steps of `points`, and each step is worth `amount`. */
      sliding?: {
        minimum: number;
        maximum: number;
      } | null;
      /** The store's own id for the reward; keep it when you change the reward. */
      id: string;
      name: string;
      /** What the reward costs; of a sliding reward, what each step costs. */
      points: number;
      /** Other prices for some tiers, by the tier's id. */
      prices?: Record<string, number>;
      /** Smallest order it can be used on, minor units. */
      minimumOrder?: number;
      /** The most of an order that it pays for, per cent. */
      maximumShare?: number | null;
      /** What it can be used on; null: everything. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** Days the voucher can be used. */
      validDays?: number;
      /** How many there are in all; null: as many as are wanted. */
      stock?: number | null;
      /** How many one member may have; all limits hold. */
      limits?: {
        count: number;
        period: "day" | "week" | "month" | "year" | "ever";
      }[];
      /** Opens then. */
      from?: string | null;
      /** Closes then. */
      until?: string | null;
      /** Tiers whose members may have it; empty: everyone. */
      tiers?: string[];
      /** Segments whose members may have it; empty: everyone. */
      segments?: string[];
      /** A pool of imported codes that vouchers are taken from; null: codes are generated. */
      codes?: {
        pool: string;
      } | null;
      /** When the order that used it is cancelled: the voucher is good again, or the points go back. */
      onCancel?: "keep" | "give_back";
      /** When it expires unused: nothing happens, or the points go back. */
      onExpiry?: "keep" | "give_back";
      /** Whether the member may give back an unused voucher and have the points again. */
      cancellable?: boolean;
    }
  | {
      type: "percentage_off";
      percent: number;
      /** The most it takes off, minor units. */
      ceiling?: number | null;
      /** The store's own id for the reward; keep it when you change the reward. */
      id: string;
      name: string;
      /** What the reward costs; of a sliding reward, what each step costs. */
      points: number;
      /** Other prices for some tiers, by the tier's id. */
      prices?: Record<string, number>;
      /** Smallest order it can be used on, minor units. */
      minimumOrder?: number;
      /** The most of an order that it pays for, per cent. */
      maximumShare?: number | null;
      /** What it can be used on; null: everything. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** Days the voucher can be used. */
      validDays?: number;
      /** How many there are in all; null: as many as are wanted. */
      stock?: number | null;
      /** How many one member may have; all limits hold. */
      limits?: {
        count: number;
        period: "day" | "week" | "month" | "year" | "ever";
      }[];
      /** Opens then. */
      from?: string | null;
      /** Closes then. */
      until?: string | null;
      /** Tiers whose members may have it; empty: everyone. */
      tiers?: string[];
      /** Segments whose members may have it; empty: everyone. */
      segments?: string[];
      /** A pool of imported codes that vouchers are taken from; null: codes are generated. */
      codes?: {
        pool: string;
      } | null;
      /** When the order that used it is cancelled: the voucher is good again, or the points go back. */
      onCancel?: "keep" | "give_back";
      /** When it expires unused: nothing happens, or the points go back. */
      onExpiry?: "keep" | "give_back";
      /** Whether the member may give back an unused voucher and have the points again. */
      cancellable?: boolean;
    }
  | {
      type: "free_shipping";
      /** The store's own id for the reward; keep it when you change the reward. */
      id: string;
      name: string;
      /** What the reward costs; of a sliding reward, what each step costs. */
      points: number;
      /** Other prices for some tiers, by the tier's id. */
      prices?: Record<string, number>;
      /** Smallest order it can be used on, minor units. */
      minimumOrder?: number;
      /** The most of an order that it pays for, per cent. */
      maximumShare?: number | null;
      /** What it can be used on; null: everything. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** Days the voucher can be used. */
      validDays?: number;
      /** How many there are in all; null: as many as are wanted. */
      stock?: number | null;
      /** How many one member may have; all limits hold. */
      limits?: {
        count: number;
        period: "day" | "week" | "month" | "year" | "ever";
      }[];
      /** Opens then. */
      from?: string | null;
      /** Closes then. */
      until?: string | null;
      /** Tiers whose members may have it; empty: everyone. */
      tiers?: string[];
      /** Segments whose members may have it; empty: everyone. */
      segments?: string[];
      /** A pool of imported codes that vouchers are taken from; null: codes are generated. */
      codes?: {
        pool: string;
      } | null;
      /** When the order that used it is cancelled: the voucher is good again, or the points go back. */
      onCancel?: "keep" | "give_back";
      /** When it expires unused: nothing happens, or the points go back. */
      onExpiry?: "keep" | "give_back";
      /** Whether the member may give back an unused voucher and have the points again. */
      cancellable?: boolean;
    }
  | {
      type: "free_product";
      productId: string;
      productName: string;
      /** The store's own id for the reward; keep it when you change the reward. */
      id: string;
      name: string;
      /** What the reward costs; of a sliding reward, what each step costs. */
      points: number;
      /** Other prices for some tiers, by the tier's id. */
      prices?: Record<string, number>;
      /** Smallest order it can be used on, minor units. */
      minimumOrder?: number;
      /** The most of an order that it pays for, per cent. */
      maximumShare?: number | null;
      /** What it can be used on; null: everything. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** Days the voucher can be used. */
      validDays?: number;
      /** How many there are in all; null: as many as are wanted. */
      stock?: number | null;
      /** How many one member may have; all limits hold. */
      limits?: {
        count: number;
        period: "day" | "week" | "month" | "year" | "ever";
      }[];
      /** Opens then. */
      from?: string | null;
      /** Closes then. */
      until?: string | null;
      /** Tiers whose members may have it; empty: everyone. */
      tiers?: string[];
      /** Segments whose members may have it; empty: everyone. */
      segments?: string[];
      /** A pool of imported codes that vouchers are taken from; null: codes are generated. */
      codes?: {
        pool: string;
      } | null;
      /** When the order that used it is cancelled: the voucher is good again, or the points go back. */
      onCancel?: "keep" | "give_back";
      /** When it expires unused: nothing happens, or the points go back. */
      onExpiry?: "keep" | "give_back";
      /** Whether the member may give back an unused voucher and have the points again. */
      cancellable?: boolean;
    }
  | {
      type: "store_credit";
      /** What it is worth, minor units. */
      amount: number;
      /** null for a fixed price. Otherwise the member chooses from `minimum` to `maximum` points in steps of `points`, and each step is worth `amount`. */
      sliding?: {
        minimum: number;
        maximum: number;
      } | null;
      /** The store's own id for the reward; keep it when you change the reward. */
      id: string;
      name: string;
      /** What the reward costs; of a sliding reward, what each step costs. */
      points: number;
      /** Other prices for some tiers, by the tier's id. */
      prices?: Record<string, number>;
      /** Smallest order it can be used on, minor units. */
      minimumOrder?: number;
      /** The most of an order that it pays for, per cent. */
      maximumShare?: number | null;
      /** What it can be used on; null: everything. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** Days the voucher can be used. */
      validDays?: number;
      /** How many there are in all; null: as many as are wanted. */
      stock?: number | null;
      /** How many one member may have; all limits hold. */
      limits?: {
        count: number;
        period: "day" | "week" | "month" | "year" | "ever";
      }[];
      /** Opens then. */
      from?: string | null;
      /** Closes then. */
      until?: string | null;
      /** Tiers whose members may have it; empty: everyone. */
      tiers?: string[];
      /** Segments whose members may have it; empty: everyone. */
      segments?: string[];
      /** A pool of imported codes that vouchers are taken from; null: codes are generated. */
      codes?: {
        pool: string;
      } | null;
      /** When the order that used it is cancelled: the voucher is good again, or the points go back. */
      onCancel?: "keep" | "give_back";
      /** When it expires unused: nothing happens, or the points go back. */
      onExpiry?: "keep" | "give_back";
      /** Whether the member may give back an unused voucher and have the points again. */
      cancellable?: boolean;
    }
  | {
      type: "gift_card";
      /** What it is worth, minor units. */
      amount: number;
      /** null for a fixed price. Otherwise the member chooses from `minimum` to `maximum` points in steps of `points`, and each step is worth `amount`. */
      sliding?: {
        minimum: number;
        maximum: number;
      } | null;
      /** The store's own id for the reward; keep it when you change the reward. */
      id: string;
      name: string;
      /** What the reward costs; of a sliding reward, what each step costs. */
      points: number;
      /** Other prices for some tiers, by the tier's id. */
      prices?: Record<string, number>;
      /** Smallest order it can be used on, minor units. */
      minimumOrder?: number;
      /** The most of an order that it pays for, per cent. */
      maximumShare?: number | null;
      /** What it can be used on; null: everything. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** Days the voucher can be used. */
      validDays?: number;
      /** How many there are in all; null: as many as are wanted. */
      stock?: number | null;
      /** How many one member may have; all limits hold. */
      limits?: {
        count: number;
        period: "day" | "week" | "month" | "year" | "ever";
      }[];
      /** Opens then. */
      from?: string | null;
      /** Closes then. */
      until?: string | null;
      /** Tiers whose members may have it; empty: everyone. */
      tiers?: string[];
      /** Segments whose members may have it; empty: everyone. */
      segments?: string[];
      /** A pool of imported codes that vouchers are taken from; null: codes are generated. */
      codes?: {
        pool: string;
      } | null;
      /** When the order that used it is cancelled: the voucher is good again, or the points go back. */
      onCancel?: "keep" | "give_back";
      /** When it expires unused: nothing happens, or the points go back. */
      onExpiry?: "keep" | "give_back";
      /** Whether the member may give back an unused voucher and have the points again. */
      cancellable?: boolean;
    }
  | {
      type: "experience";
      description: string;
      /** The store's own id for the reward; keep it when you change the reward. */
      id: string;
      name: string;
      /** What the reward costs; of a sliding reward, what each step costs. */
      points: number;
      /** Other prices for some tiers, by the tier's id. */
      prices?: Record<string, number>;
      /** Smallest order it can be used on, minor units. */
      minimumOrder?: number;
      /** The most of an order that it pays for, per cent. */
      maximumShare?: number | null;
      /** What it can be used on; null: everything. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** Days the voucher can be used. */
      validDays?: number;
      /** How many there are in all; null: as many as are wanted. */
      stock?: number | null;
      /** How many one member may have; all limits hold. */
      limits?: {
        count: number;
        period: "day" | "week" | "month" | "year" | "ever";
      }[];
      /** Opens then. */
      from?: string | null;
      /** Closes then. */
      until?: string | null;
      /** Tiers whose members may have it; empty: everyone. */
      tiers?: string[];
      /** Segments whose members may have it; empty: everyone. */
      segments?: string[];
      /** A pool of imported codes that vouchers are taken from; null: codes are generated. */
      codes?: {
        pool: string;
      } | null;
      /** When the order that used it is cancelled: the voucher is good again, or the points go back. */
      onCancel?: "keep" | "give_back";
      /** When it expires unused: nothing happens, or the points go back. */
      onExpiry?: "keep" | "give_back";
      /** Whether the member may give back an unused voucher and have the points again. */
      cancellable?: boolean;
    }
  | {
      type: "partner_offer";
      partner: string;
      description: string;
      url?: string | null;
      /** The store's own id for the reward; keep it when you change the reward. */
      id: string;
      name: string;
      /** What the reward costs; of a sliding reward, what each step costs. */
      points: number;
      /** Other prices for some tiers, by the tier's id. */
      prices?: Record<string, number>;
      /** Smallest order it can be used on, minor units. */
      minimumOrder?: number;
      /** The most of an order that it pays for, per cent. */
      maximumShare?: number | null;
      /** What it can be used on; null: everything. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** Days the voucher can be used. */
      validDays?: number;
      /** How many there are in all; null: as many as are wanted. */
      stock?: number | null;
      /** How many one member may have; all limits hold. */
      limits?: {
        count: number;
        period: "day" | "week" | "month" | "year" | "ever";
      }[];
      /** Opens then. */
      from?: string | null;
      /** Closes then. */
      until?: string | null;
      /** Tiers whose members may have it; empty: everyone. */
      tiers?: string[];
      /** Segments whose members may have it; empty: everyone. */
      segments?: string[];
      /** A pool of imported codes that vouchers are taken from; null: codes are generated. */
      codes?: {
        pool: string;
      } | null;
      /** When the order that used it is cancelled: the voucher is good again, or the points go back. */
      onCancel?: "keep" | "give_back";
      /** When it expires unused: nothing happens, or the points go back. */
      onExpiry?: "keep" | "give_back";
      /** Whether the member may give back an unused voucher and have the points again. */
      cancellable?: boolean;
    }
  | {
      type: "donation";
      cause: string;
      /** What it is worth, minor units. */
      amount: number;
      /** null for a fixed price. Otherwise the member chooses from `minimum` to `maximum` points in steps of `points`, and each step is worth `amount`. */
      sliding?: {
        minimum: number;
        maximum: number;
      } | null;
      /** The store's own id for the reward; keep it when you change the reward. */
      id: string;
      name: string;
      /** What the reward costs; of a sliding reward, what each step costs. */
      points: number;
      /** Other prices for some tiers, by the tier's id. */
      prices?: Record<string, number>;
      /** Smallest order it can be used on, minor units. */
      minimumOrder?: number;
      /** The most of an order that it pays for, per cent. */
      maximumShare?: number | null;
      /** What it can be used on; null: everything. */
      products?: {
        productIds?: string[];
        skus?: string[];
        collections?: string[];
        tags?: string[];
      } | null;
      /** Days the voucher can be used. */
      validDays?: number;
      /** How many there are in all; null: as many as are wanted. */
      stock?: number | null;
      /** How many one member may have; all limits hold. */
      limits?: {
        count: number;
        period: "day" | "week" | "month" | "year" | "ever";
      }[];
      /** Opens then. */
      from?: string | null;
      /** Closes then. */
      until?: string | null;
      /** Tiers whose members may have it; empty: everyone. */
      tiers?: string[];
      /** Segments whose members may have it; empty: everyone. */
      segments?: string[];
      /** A pool of imported codes that vouchers are taken from; null: codes are generated. */
      codes?: {
        pool: string;
      } | null;
      /** When the order that used it is cancelled: the voucher is good again, or the points go back. */
      onCancel?: "keep" | "give_back";
      /** When it expires unused: nothing happens, or the points go back. */
      onExpiry?: "keep" | "give_back";
      /** Whether the member may give back an unused voucher and have the points again. */
      cancellable?: boolean;
    };

export type RollForward = {
  from: string;
  to: string;
  /** False while entries may still be posted in the period. */
  over: boolean;
  /** What all members have at `from`, less what they owe. */
  opening: {
    points: number;
    /** What the points are worth in the store's currency, minor units; null where nothing says so. */
    liability: number | null;
  };
  earned: {
    points: number;
    entries: number;
  };
  /** Given back for rewards that were cancelled or expired. */
  released: {
    points: number;
    entries: number;
  };
  spent: {
    points: number;
    entries: number;
  };
  /** Less expiries that a refund took back. */
  expired: {
    points: number;
    entries: number;
  };
  /** Taken back after refunds and changes of orders. */
  reversed: {
    points: number;
    entries: number;
  };
  adjusted: {
    points: number;
    entries: number;
  };
  /** Between members, so that the points come to 0. */
  transferred: {
    points: number;
    entries: number;
  };
  /** What all members have just before `to`, less what they owe. */
  closing: {
    points: number;
    /** What the points are worth in the store's currency, minor units; null where nothing says so. */
    liability: number | null;
  };
  /** Whether opening and all that moved come to the closing. */
  tiesOut: boolean;
  /** What the liabilities are counted by: `pointValue` of the live program, or else its reward that gives the most for a point. */
  value: {
    /** Minor units of the currency for `points`. */
    amount: number;
    points: number;
    currency: string;
    basis: "point_value" | "reward";
    rewardId: string | null;
    rewardName: string | null;
  } | null;
  /** The entries of the period by kind and rule. */
  rules: {
    kind: string;
    rule: string;
    points: number;
    entries: number;
  }[];
};

export type RotatedWebhookSecret = {
  id: string;
  /** What deliveries are signed with. It is shown this once. A mail tool has none. */
  secret: string;
  previousUntil: string;
};

export type SignedOutMember = {
  id: string;
  signedOutAt: string;
};

export type StaffMember = {
  id: string;
  name: string;
  /** Four digits, typed before the PIN. */
  number: string;
  createdAt: string;
  revokedAt: string | null;
};

export type TestClock = {
  storeId: string;
  /** The store's clock: everything of the program goes by it. */
  now: string;
  /** The real time: tokens and sessions go by it. */
  real: string;
  /** Whether the store's clock can be set forward. */
  sandbox: boolean;
};

export type TestClockChange = {
  /** Days of 24 hours. */
  advanceDays?: number;
  /** A time by the store's clock, at most 400 days ahead of it. */
  to?: string;
};

export type TestClockSet = {
  storeId: string;
  /** The store's clock: everything of the program goes by it. */
  now: string;
  /** The real time: tokens and sessions go by it. */
  real: string;
  /** Whether the store's clock can be set forward. */
  sandbox: boolean;
  /** The time that was asked for. */
  to: string;
  /** False where so much fell due on the way that it is not all posted yet, or the time not reached: ask again with the same `to`. */
  reached: boolean;
};

export type TierChangedEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "tier.changed";
  data: {
    memberId: string;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    from: {
      id: string;
      name: string;
    } | null;
    to: {
      id: string;
      name: string;
    } | null;
    direction: "up" | "down" | "same";
    /** The same news in `GET /v1/notices`. */
    noticeId: string;
  };
};

export type TierLevel = {
  id: string;
  name: string;
  /** From which figure on: minor units, points or orders, by `by`. */
  threshold: number;
  /** Multiplies what the member's orders earn. */
  multiplier?: number;
  /** Points for reaching it, once. */
  bonus?: number | null;
  /** In words. */
  benefits?: string[];
};

export type Tiers = {
  /** What is counted, net of refunds: goods bought, points earned by orders and actions, or orders. */
  by?: "spend" | "points" | "orders";
  /** Over how long, in whole months of the store's time zone. */
  over?: "lifetime" | "calendar_year" | "rolling_12_months";
  /** Whether a tier is reached at once, or with the next calendar year (rolling: the next month). */
  upgrade?: "at_once" | "next_period";
  /** Days that a tier is kept beyond the end of its period. */
  graceDays?: number;
  /** To the tier that the figure gives, or at most one step down a period. */
  fall?: "recomputed" | "one_step";
  /** The lowest first. */
  levels: TierLevel[];
} | null;

export type TillAction = {
  id: string;
  kind:
    | "enrolment"
    | "receipt"
    | "receipt_undone"
    | "refund"
    | "redemption"
    | "redemption_undone"
    | "voucher_use";
  memberId: string | null;
  /** The order's id, the redemption's, the member's or the voucher's code. */
  subject: string;
  at: string;
};

export type TillSignIn = {
  staff: StaffMember;
  /** Six digits, shown this once. Kept nowhere. */
  pin: string;
  /** The till's address, with the store in it. */
  till: string;
};

export type Transfer = {
  id: string;
  /** The member's id. */
  from: string;
  /** The member's id. */
  to: string;
  points: number;
  createdAt: string;
};

export type Voucher = {
  code: string;
  name: string;
  type:
    | "amount_off"
    | "percentage_off"
    | "free_shipping"
    | "free_product"
    | "store_credit"
    | "gift_card"
    | "experience"
    | "partner_offer"
    | "donation";
  /** What it is worth, minor units; null where its type is not about an amount of money. */
  amount: number | null;
  currency: string;
  /** Smallest order it can be used on, minor units; 0: any. */
  minimumOrder: number;
  /** Of a percentage off. */
  percent?: number;
  /** The most a percentage takes off, minor units. */
  ceiling?: number;
  /** The most of an order's goods that it pays for, per cent. */
  maximumShare?: number;
  /** What it can be used on; left out where that is everything. */
  products?: {
    productIds?: string[];
    skus?: string[];
    collections?: string[];
    tags?: string[];
  };
  /** Of a free product. */
  productId?: string;
  productName?: string;
  /** Of an experience or a partner's offer. */
  description?: string;
  partner?: string;
  url?: string;
  /** Of a donation: what it is given to. */
  cause?: string;
  source: "redemption" | "referral_friend" | "referral_advocate";
  /** Points that were redeemed for it. */
  points: number;
  status: "pending" | "issued" | "used" | "expired" | "released" | "void";
  /** Whether the member may give it back now and have the points again. */
  cancellable: boolean;
  availableAt: string;
  expiresAt: string | null;
  createdAt: string;
  usedAt: string | null;
  orderId: string | null;
  /** How the code stands at the checkout of the store's shop: on its way (`held`), working there (`published`), refused, being switched off (`withdrawing`) or off (`withdrawn`); null where no shop is told of it. */
  publication: "held" | "published" | "refused" | "withdrawing" | "withdrawn" | null;
  /** Until when it is kept for one checkout; null where it isn't. */
  reservedUntil: string | null;
};

export type VoucherCheck = {
  /** Whether the voucher can be used on this cart now. */
  holds: boolean;
  /** Why it can't, in a sentence. */
  detail: string | null;
  discount: {
    /** What it takes off, minor units without tax; 0 where it doesn't hold. */
    total: number;
    goods: number;
    shipping: number;
    /** Each line's part; they add up to `goods`. */
    lines: {
      id: string;
      discount: number;
    }[];
  };
  /** Whether the voucher was given to the cart's customer; null where none is named. Whoever has a code may use it; this is for stores that ask for more. */
  own: boolean | null;
  voucher: Voucher;
};

export type VoucherEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "voucher.issued" | "voucher.used" | "voucher.released" | "voucher.voided" | "voucher.restored";
  data: {
    memberId: string | null;
    /** The store's own id of the member, as it is when the event is read. */
    customerId: string | null;
    code: string;
    name: string;
    type:
      | "amount_off"
      | "percentage_off"
      | "free_shipping"
      | "free_product"
      | "store_credit"
      | "gift_card"
      | "experience"
      | "partner_offer"
      | "donation";
    source: "redemption" | "referral_friend" | "referral_advocate";
    /** What was paid for it. */
    points: number;
    /** Minor units, per cent or pieces, by its type. */
    amount: number;
    currency: string;
    orderId: string | null;
    redemptionId: string | null;
    referralId: string | null;
    availableAt: string;
    expiresAt: string | null;
  };
};

export type VoucherPublication = {
  id: string;
  code: string;
  /** The shop that is told of the code. */
  connectionId: string;
  /** held: on its way. published: it works at the shop's checkout. refused: the shop will not take it. withdrawing: to be switched off. withdrawn: off. */
  status: "held" | "published" | "refused" | "withdrawing" | "withdrawn";
  /** Whether the shop is called no more, though something is left to do: retry it. */
  givenUp: boolean;
  /** Calls since the status changed. */
  attempts: number;
  /** When the shop is called next, by the real clock; null: not again. */
  nextAttemptAt: string | null;
  /** Why the last call failed, in a sentence. */
  detail: string | null;
  /** The platform's own id of the code. */
  reference: string | null;
  createdAt: string;
  publishedAt: string | null;
  withdrawnAt: string | null;
};

export type WebhookDelivery = {
  eventId: string;
  type: string;
  status: "pending" | "delivered" | "failed";
  attempts: number;
  /** While it is pending: the soonest. */
  nextAttemptAt: string | null;
  lastAttemptAt: string | null;
  /** Of the last attempt; null without an answer. */
  responseStatus: number | null;
  /** Of the last attempt, milliseconds. */
  duration: number | null;
  /** Why the last attempt failed, or why nothing had to be sent. */
  problem: string | null;
};

export type WebhookEndpoint = {
  id: string;
  url: string;
  /** `standard_webhooks`, or the mail tool that events are sent to. */
  format: "standard_webhooks" | "klaviyo" | "mailchimp" | "customer_io" | "segment";
  /** What the mail tool is called with, beside its key; empty for Standard Webhooks. */
  settings: Record<string, string>;
  /** The end of the mail tool's API key, by which its owner knows it. */
  apiKeyHint: string | null;
  types: string[] | null;
  description: string | null;
  enabled: boolean;
  disabledAt: string | null;
  /** The store switched it off; it answered 410; or nothing good came of it for five days. */
  disabledBecause: "store" | "gone" | "failing" | null;
  /** The first of the failures that no success has followed. */
  failingSince: string | null;
  /** The last event that was looked at for it; null before the first. */
  lastEventId: string | null;
  createdAt: string;
};

export type WebhookEndpointDisabledEvent = {
  id: string;
  /** When it happened, by the store's clock. */
  timestamp: string;
  type: "webhook_endpoint.disabled";
  data: {
    endpointId: string;
    /** It answered 410, or nothing good for days. */
    reason: "gone" | "failing";
  };
};

/** What each operation takes and answers with, by its id. */
export interface Operations {
  /** Say that a member did one of the program's actions. */
  postV1Actions: {
    body: {
      memberId?: string;
      customerId?: string;
      /** The action's id. */
      action: string;
      /** The store's own id of this one time, such as the review's: told again for the member, it gives nothing more. */
      reference?: string;
    };
    answer: {
      entry: Entry;
      /** Whether it was told before under this reference: nothing was given now. */
      repeated: boolean;
      balance: Balance;
    };
  };
  /** Give or take points by hand. */
  postV1Adjustments: {
    body: {
      memberId?: string;
      customerId?: string;
      /** Given where positive; taken, from what is available, where negative. */
      points: number;
      /** What for; the shopper reads it. */
      description: string;
      /** Who decided it, as the store names its people. The shopper doesn't see it. */
      actor: string;
    };
    answer: {
      entry: Entry;
      balance: Balance;
    };
  };
  /** Count the codes of a pool. */
  getV1CodePoolsByPool: {
    path: {
      /** The pool, as rewards name it in `codes`. */
      pool: string;
    };
    answer: CodePool;
  };
  /** Import codes for a reward's vouchers. */
  postV1CodePoolsByPoolCodes: {
    path: {
      /** The pool, as rewards name it in `codes`. */
      pool: string;
    };
    body: {
      codes: string[];
    };
    answer: ImportedCodes;
  };
  /** Connect the store to a shop of a platform. */
  postV1Connections: {
    body:
      | {
          platform: "shopify";
          /** shop-name.myshopify.com */
          shop: string;
          credentials?: {
            /** Of the store's own app, with rights to orders and discounts. */
            accessToken: string;
          };
          /** What the platform signs its deliveries with. */
          webhookSecret: string;
          /** Whether redemptions become codes over there. Needs credentials. */
          publishesVouchers?: boolean;
        }
      | {
          platform: "woocommerce";
          /** The site's address: https://shop.example.com */
          shop: string;
          credentials?: {
            consumerKey: string;
            /** Of a REST API key with the permission Read/Write. */
            consumerSecret: string;
          };
          /** What the platform signs its deliveries with. */
          webhookSecret: string;
          /** Whether redemptions become codes over there. Needs credentials. */
          publishesVouchers?: boolean;
        };
    answer: Connection;
  };
  /** List the connections. */
  getV1Connections: {
    answer: {
      items: Connection[];
    };
  };
  /** Change what a connection is signed and called with. */
  patchV1ConnectionsById: {
    path: {
      id: string;
    };
    body: {
      /** A new one; the one before stays good until the next is given. */
      webhookSecret?: string;
      credentials?:
        | {
            /** Of the store's own app, with rights to orders and discounts. */
            accessToken: string;
          }
        | {
            consumerKey: string;
            /** Of a REST API key with the permission Read/Write. */
            consumerSecret: string;
          }
        | null;
      publishesVouchers?: boolean;
    };
    answer: Connection;
  };
  /** Read a connection. */
  getV1ConnectionsById: {
    path: {
      id: string;
    };
    answer: Connection;
  };
  /** Disconnect a shop. */
  postV1ConnectionsByIdClose: {
    path: {
      id: string;
    };
    body: Record<string, never>;
    answer: Connection;
  };
  /** Ask the platform for the orders that changed since a time. */
  postV1ConnectionsByIdReconcile: {
    path: {
      id: string;
    };
    body: {
      /** Orders changed at this time or later are read. */
      since: string;
    };
    answer: ReconcileRun;
  };
  /** See how far reconcile runs are. */
  getV1ConnectionsByIdReconcile: {
    path: {
      id: string;
    };
    answer: {
      items: ReconcileRun[];
    };
  };
  /** Give a member points for something that is not an order. */
  postV1Earn: {
    body: {
      memberId?: string;
      customerId?: string;
      points: number;
      /** What for; the shopper reads it. */
      description: string;
      /** Whether the program's hold applies. */
      hold?: boolean;
    };
    answer: {
      entry: Entry;
      balance: Balance;
    };
  };
  /** Replay what happened. */
  getV1Events: {
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
      /** The id of the last event that was handled; instead of `cursor`. */
      after?: string;
      /** Only these types, with commas between them. */
      types?: string;
    };
    answer: {
      items: Event[];
      next: string | null;
    };
  };
  /** Read an event. */
  getV1EventsById: {
    path: {
      id: string;
    };
    answer: Event;
  };
  /** Everything that the store has. */
  getV1Export: {
    query?: {
      /** Of the last line. */
      cursor?: string;
    };
    answer: unknown;
  };
  /** Make an import. */
  postV1Imports: {
    body: {
      /** What a row is: a member with their balance, points of a member, an order, or a line of our own export. */
      kind: "members" | "points" | "orders" | "everything";
      /** Whose export it is, or which column holds what; left out: our own names. */
      map?:
        | "smile"
        | "loyaltylion"
        | "yotpo"
        | "woocommerce-points"
        | "shopify-customers"
        | {
            /** The header of the column that holds each. */
            columns: {
              customerId?: string;
              email?: string;
              phone?: string;
              firstName?: string;
              birthday?: string;
              segments?: string;
              language?: string;
              marketing?: string;
              marketingAt?: string;
              joinedAt?: string;
              tier?: string;
              spend?: string;
              orders?: string;
              referralCode?: string;
              points?: string;
              pointsId?: string;
              earnedAt?: string;
              availableAt?: string;
              expiresAt?: string;
              orderId?: string;
              placedAt?: string;
              paidAt?: string;
              cancelledAt?: string;
              updatedAt?: string;
              currency?: string;
              total?: string;
              refunded?: string;
            };
          };
      /** Where the points come from, as shoppers read it. */
      from?: string;
      /** Whether to say what would happen, and write nothing. */
      dryRun?: boolean;
      choices?: {
        /** What stands before the decimals of an amount. */
        decimal?: "." | ",";
        /** How a date such as 03/04/2025 is meant; unless it is said, one that may mean two days is refused. */
        dates?: "unambiguous" | "day-first" | "month-first";
        /** Whether past orders count for tiers alone and never give or take points, or earn as if they were told today. */
        orders?: "history" | "points";
        /** When points without a date of their own were earned; left out: when the import was made. */
        earnedAt?: string;
        /** Of points without an expiry of their own: by the live program, or none. */
        expiry?: "program" | "never";
        /** Whether a member has the tier that the file says, as if they reached it now. */
        tiers?: "honour" | "ignore";
        /** The program's tier (id or name) for each of the file's that is called otherwise. */
        tierNames?: Record<string, string>;
      };
    };
    answer: Import;
  };
  /** List imports. */
  getV1Imports: {
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    answer: {
      items: Import[];
      next: string | null;
    };
  };
  /** Import for real what a dry run has read. */
  patchV1ImportsById: {
    path: {
      id: string;
    };
    body: {
      dryRun: false;
    };
    answer: Import;
  };
  /** Read an import and how far it is. */
  getV1ImportsById: {
    path: {
      id: string;
    };
    answer: Import;
  };
  /** Send a part of the file. */
  putV1ImportsByIdPartsByNumber: {
    path: {
      id: string;
      number: number;
    };
    body: {
      text: string;
      /** Whether the file ends with it. */
      last?: boolean;
    };
    answer: Import;
  };
  /** What came of single rows. */
  getV1ImportsByIdRows: {
    path: {
      id: string;
    };
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
      outcome?: "created" | "changed" | "unchanged" | "refused";
    };
    answer: {
      items: ImportedRow[];
      next: string | null;
    };
  };
  /** Read on in the file. */
  postV1ImportsByIdRun: {
    path: {
      id: string;
    };
    body: Record<string, never>;
    answer: Import;
  };
  /** List what platforms delivered, and what came of it. */
  getV1Inbox: {
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
      status?: "waiting" | "done" | "dead";
    };
    answer: {
      items: InboxItem[];
      next: string | null;
    };
  };
  /** Read a delivery with its body. */
  getV1InboxById: {
    path: {
      id: string;
    };
    answer: InboxItemWithBody;
  };
  /** Have a dead delivery worked again. */
  postV1InboxByIdRetry: {
    path: {
      id: string;
    };
    body: Record<string, never>;
    answer: InboxItem;
  };
  /** Check the ledger. */
  getV1LedgerCheck: {
    query?: {
      /** `next` of the call before. */
      cursor?: string;
    };
    answer: {
      ok: boolean;
      /** Members. */
      checked: number;
      problems: {
        /** null where the store's own figures don't agree. */
        memberId: string | null;
        problem: string;
        detail: string;
      }[];
      next: string | null;
    };
  };
  /** Roll the points forward over a period. */
  getV1LedgerRollForward: {
    query: {
      /** A whole hour of UTC. */
      from: string;
      /** A whole hour of UTC; the period ends just before it. */
      to: string;
    };
    answer: RollForward;
  };
  /** Give the store a look, or see what it would change. */
  putV1Look: {
    query?: {
      /** true: write nothing. */
      dryRun?: "true" | "false";
    };
    body: Look;
    answer: {
      look: Look;
      contrast: Contrast;
      changes: {
        /** JSON pointer into the document. */
        pointer: string;
        from?: unknown;
        to?: unknown;
      }[];
      dryRun: boolean;
    };
  };
  /** Read the store's look. */
  getV1Look: {
    answer: {
      look: Look;
      contrast: Contrast;
    };
  };
  /** Create a member. */
  postV1Members: {
    body: {
      /** The store's own id. */
      customerId?: string;
      email?: string;
      /** Kept in E.164; one without its country is taken for one of the store's. */
      phone?: string;
      firstName?: string;
      /** Month and day as MM-DD. */
      birthday?: string;
      /** That they read, as BCP 47. */
      language?: string;
      consent?: {
        /** Whether they may be sent marketing mail. */
        marketing: boolean;
        /** The words that they agreed to, as they were shown: kept as part of the proof. */
        words?: string;
      };
    };
    answer: Member;
  };
  /** List members, or look one up by customer id or email. */
  getV1Members: {
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
      customerId?: string;
      email?: string;
    };
    answer: {
      items: Member[];
      next: string | null;
    };
  };
  /** Change what is known of a member. */
  patchV1MembersById: {
    path: {
      id: string;
    };
    body: {
      firstName?: string | null;
      email?: string | null;
      /** Kept in E.164; one without its country is taken for one of the store's. */
      phone?: string | null;
      /** Month and day as MM-DD. */
      birthday?: string | null;
      /** The store's own groups; all of them, in place of those before. */
      segments?: string[] | null;
      /** That they read, as BCP 47. */
      language?: string | null;
      consent?: {
        /** Whether they may be sent marketing mail. */
        marketing: boolean;
        /** The words that they agreed to, as they were shown: kept as part of the proof. */
        words?: string;
      };
    };
    answer: Member;
  };
  /** Erase a member's data. */
  deleteV1MembersById: {
    path: {
      id: string;
    };
    answer: ErasedMember;
  };
  /** Read a member. */
  getV1MembersById: {
    path: {
      id: string;
    };
    answer: Member;
  };
  /** Read a member's balance. */
  getV1MembersByIdBalance: {
    path: {
      id: string;
    };
    answer: Balance;
  };
  /** List a member's entries with their reasons. */
  getV1MembersByIdEntries: {
    path: {
      id: string;
    };
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    answer: {
      items: Entry[];
      next: string | null;
    };
  };
  /** Explain each of a member's points. */
  getV1MembersByIdExplain: {
    path: {
      id: string;
    };
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
      /** open: those with points in them, in the order in which they are spent; all: spent and expired ones too, in the order in which they were granted. */
      lots?: "open" | "all";
    };
    answer: Explained;
  };
  /** Everything that is held about a member. */
  getV1MembersByIdExport: {
    path: {
      id: string;
    };
    answer: MemberExport;
  };
  /** Sign a member out everywhere. */
  postV1MembersByIdSignOut: {
    path: {
      id: string;
    };
    body: Record<string, never>;
    answer: SignedOutMember;
  };
  /** Read a member's tier. */
  getV1MembersByIdTier: {
    path: {
      id: string;
    };
    answer: {
      tier: MemberTier;
    };
  };
  /** List what is to be told to members. */
  getV1Notices: {
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
      /** The id of the last notice that was handled; instead of `cursor`. */
      after?: string;
    };
    answer: {
      items: Notice[];
      next: string | null;
    };
  };
  /** Tell the latest state of an order. */
  putV1OrdersById: {
    path: {
      /** The store's id of the order. */
      id: string;
    };
    body: OrderUpdate;
    answer: {
      order: Order;
      /** Points that this state posted: what it is worth less what was posted before. */
      posted: number;
      /** True where a newer state was told before; then nothing was changed. */
      stale: boolean;
      /** The member's balance now. */
      balance: {
        /** Points that can be spent now. */
        available: number;
        /** Points on their way. */
        pending: number;
        /** Points owed after a refund of what was spent; repaid by the next earned. */
        debt: number;
      } | null;
      vouchers: OrderVoucher[];
      referral: OrderReferral;
    };
  };
  /** Read an order. */
  getV1OrdersById: {
    path: {
      /** The store's id of the order. */
      id: string;
    };
    answer: Order;
  };
  /** Publish the program, or see what publishing it would change. */
  putV1Program: {
    query?: {
      /** true: write nothing. */
      dryRun?: "true" | "false";
    };
    body: ProgramDocument;
    answer: PublishedProgram;
  };
  /** Read the program. */
  getV1Program: {
    query?: {
      /** The live one unless given. */
      version?: number;
    };
    answer: {
      version: number;
      publishedAt: string;
      document: ProgramDocument;
    };
  };
  /** Redeem a member's points for a reward. */
  postV1Redeem: {
    body: {
      memberId?: string;
      customerId?: string;
      rewardId: string;
      /** What to pay: of a sliding reward any of its prices, of any other its price, so that it is refused where that has changed. Left out: the least it costs. */
      points?: number;
    };
    answer: {
      redemption: Redemption;
      voucher: Voucher;
      balance: Balance;
    };
  };
  /** Get a member's referral link. */
  postV1ReferralLinks: {
    body: {
      memberId?: string;
      customerId?: string;
    };
    answer: ReferralLink;
  };
  /** Let somebody serve at the store's tills. */
  postV1Staff: {
    body: {
      name: string;
    };
    answer: TillSignIn;
  };
  /** List the people of the store's tills. */
  getV1Staff: {
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    answer: {
      items: StaffMember[];
      next: string | null;
    };
  };
  /** Give somebody a new PIN. */
  postV1StaffByIdPin: {
    path: {
      id: string;
    };
    body: Record<string, never>;
    answer: TillSignIn;
  };
  /** Let somebody serve no more. */
  postV1StaffByIdRevoke: {
    path: {
      id: string;
    };
    body: Record<string, never>;
    answer: StaffMember;
  };
  /** List what somebody did at the tills. */
  getV1StaffByIdTillActions: {
    path: {
      id: string;
    };
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
    };
    answer: {
      items: TillAction[];
      next: string | null;
    };
  };
  /** Set a sandbox store's clock forward. */
  postV1TestClock: {
    body: TestClockChange;
    answer: TestClockSet;
  };
  /** Read the store's clock. */
  getV1TestClock: {
    answer: TestClock;
  };
  /** Move points from one member to another. */
  postV1Transfers: {
    body: {
      from: {
        memberId?: string;
        customerId?: string;
      };
      to: {
        memberId?: string;
        customerId?: string;
      };
      points: number;
    };
    answer: {
      transfer: Transfer;
      /** Of the member who sent them. */
      balance: {
        /** Points that can be spent now. */
        available: number;
        /** Points on their way. */
        pending: number;
        /** Points owed after a refund of what was spent; repaid by the next earned. */
        debt: number;
      };
    };
  };
  /** List how vouchers' codes stand in the store's shop. */
  getV1VoucherPublications: {
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
      status?: "held" | "published" | "refused" | "withdrawing" | "withdrawn";
      /** Only those for which the shop is called no more, though something is left to do. */
      givenUp?: "true";
    };
    answer: {
      items: VoucherPublication[];
      next: string | null;
    };
  };
  /** Call the shop again for a voucher's code. */
  postV1VoucherPublicationsByCodeRetry: {
    path: {
      code: string;
    };
    body: Record<string, never>;
    answer: VoucherPublication;
  };
  /** Read a voucher. */
  getV1VouchersByCode: {
    path: {
      code: string;
    };
    answer: Voucher;
  };
  /** Check a voucher against a cart. */
  postV1VouchersByCodeCheck: {
    path: {
      code: string;
    };
    body: Cart;
    answer: VoucherCheck;
  };
  /** Release a voucher and give its points back. */
  postV1VouchersByCodeRelease: {
    path: {
      code: string;
    };
    body: {
      reason?: string;
    };
    answer: {
      voucher: Voucher;
      balance: Balance;
    };
  };
  /** Keep a voucher for one checkout. */
  postV1VouchersByCodeReserve: {
    path: {
      code: string;
    };
    body: {
      /** The store's own id of the cart or checkout. */
      checkoutId: string;
      /** From now. */
      minutes?: number;
    };
    answer: Voucher;
  };
  /** Let a reserved voucher go. */
  postV1VouchersByCodeUnreserve: {
    path: {
      code: string;
    };
    body: {
      /** The store's own id of the cart or checkout. */
      checkoutId: string;
    };
    answer: Voucher;
  };
  /** Mark a voucher as used. */
  postV1VouchersByCodeUse: {
    path: {
      code: string;
    };
    body: {
      orderId: string;
      /** The store's own id of the cart or checkout. */
      checkoutId?: string;
    };
    answer: Voucher;
  };
  /** Have events sent to an address. */
  postV1WebhookEndpoints: {
    body:
      | {
          format?: "standard_webhooks";
          /** A public https address. */
          url: string;
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
        }
      | {
          format: "klaviyo";
          /** The tool's API key. It is kept encrypted, and never shown again. */
          apiKey: string;
          settings?: Record<string, never>;
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
        }
      | {
          format: "mailchimp";
          /** The tool's API key. It is kept encrypted, and never shown again. */
          apiKey: string;
          settings: {
            dataCenter: string;
            /** The audience's id. */
            listId: string;
          };
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
        }
      | {
          format: "customer_io";
          /** The tool's API key. It is kept encrypted, and never shown again. */
          apiKey: string;
          settings: {
            region?: "us" | "eu";
            /** The tracking site's id. */
            siteId: string;
          };
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
        }
      | {
          format: "segment";
          /** The source's write key. It is kept encrypted, and never shown again. */
          apiKey: string;
          settings?: {
            region?: "us" | "eu";
          };
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
        };
    answer: NewWebhookEndpoint;
  };
  /** List the webhook endpoints. */
  getV1WebhookEndpoints: {
    answer: {
      items: WebhookEndpoint[];
    };
  };
  /** Change a webhook endpoint, or switch it off or on. */
  patchV1WebhookEndpointsById: {
    path: {
      id: string;
    };
    body:
      | {
          format?: "standard_webhooks";
          /** A public https address. */
          url?: string;
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
          enabled?: boolean;
        }
      | {
          format: "klaviyo";
          /** The tool's API key. It is kept encrypted, and never shown again. */
          apiKey?: string;
          settings?: Record<string, never>;
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
          enabled?: boolean;
        }
      | {
          format: "mailchimp";
          /** The tool's API key. It is kept encrypted, and never shown again. */
          apiKey?: string;
          settings?: {
            dataCenter: string;
            /** The audience's id. */
            listId: string;
          };
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
          enabled?: boolean;
        }
      | {
          format: "customer_io";
          /** The tool's API key. It is kept encrypted, and never shown again. */
          apiKey?: string;
          settings?: {
            region?: "us" | "eu";
            /** The tracking site's id. */
            siteId: string;
          };
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
          enabled?: boolean;
        }
      | {
          format: "segment";
          /** The source's write key. It is kept encrypted, and never shown again. */
          apiKey?: string;
          settings?: {
            region?: "us" | "eu";
          };
          /** The types of event that it gets; null for all, those to come among them. */
          types?:
            | (
                | "member.created"
                | "member.updated"
                | "member.merged"
                | "member.erased"
                | "member.birthday"
                | "points.earned"
                | "points.redeemed"
                | "points.refunded"
                | "points.released"
                | "points.expired"
                | "points.expiry_reversed"
                | "points.adjusted"
                | "points.transferred"
                | "points.expiring"
                | "order.created"
                | "order.updated"
                | "voucher.issued"
                | "voucher.used"
                | "voucher.released"
                | "voucher.voided"
                | "voucher.restored"
                | "referral.claimed"
                | "referral.updated"
                | "tier.changed"
                | "program.published"
                | "webhook_endpoint.disabled"
              )[]
            | null;
          description?: string | null;
          enabled?: boolean;
        };
    answer: WebhookEndpoint;
  };
  /** Delete a webhook endpoint. */
  deleteV1WebhookEndpointsById: {
    path: {
      id: string;
    };
    answer: {
      id: string;
      deleted: true;
    };
  };
  /** Read a webhook endpoint. */
  getV1WebhookEndpointsById: {
    path: {
      id: string;
    };
    answer: WebhookEndpoint;
  };
  /** List what was sent to a webhook endpoint. */
  getV1WebhookEndpointsByIdDeliveries: {
    path: {
      id: string;
    };
    query?: {
      /** Items a page. */
      limit?: number;
      /** `next` of the page before. */
      cursor?: string;
      /** Only these; a page may then hold less than its limit and still have a `next`. */
      status?: "pending" | "delivered" | "failed";
    };
    answer: {
      items: WebhookDelivery[];
      next: string | null;
    };
  };
  /** Send an event to a webhook endpoint again. */
  postV1WebhookEndpointsByIdDeliveriesByEventIdRetry: {
    path: {
      id: string;
      eventId: string;
    };
    body: Record<string, never>;
    answer: RetriedWebhookDelivery;
  };
  /** Send a webhook endpoint all events after one. */
  postV1WebhookEndpointsByIdResend: {
    path: {
      id: string;
    };
    body: {
      /** The event to go on after; null: from the first on. */
      after: string | null;
    };
    answer: MovedWebhookEndpoint;
  };
  /** Give a webhook endpoint a new secret. */
  postV1WebhookEndpointsByIdRotateSecret: {
    path: {
      id: string;
    };
    body: Record<string, never>;
    answer: RotatedWebhookSecret;
  };
}

/** Where each operation is. */
export const operations = {
  postV1Actions: { method: "POST", path: "/v1/actions" },
  postV1Adjustments: { method: "POST", path: "/v1/adjustments" },
  getV1CodePoolsByPool: { method: "GET", path: "/v1/code-pools/{pool}" },
  postV1CodePoolsByPoolCodes: { method: "POST", path: "/v1/code-pools/{pool}/codes" },
  postV1Connections: { method: "POST", path: "/v1/connections" },
  getV1Connections: { method: "GET", path: "/v1/connections" },
  patchV1ConnectionsById: { method: "PATCH", path: "/v1/connections/{id}" },
  getV1ConnectionsById: { method: "GET", path: "/v1/connections/{id}" },
  postV1ConnectionsByIdClose: { method: "POST", path: "/v1/connections/{id}/close" },
  postV1ConnectionsByIdReconcile: { method: "POST", path: "/v1/connections/{id}/reconcile" },
  getV1ConnectionsByIdReconcile: { method: "GET", path: "/v1/connections/{id}/reconcile" },
  postV1Earn: { method: "POST", path: "/v1/earn" },
  getV1Events: { method: "GET", path: "/v1/events" },
  getV1EventsById: { method: "GET", path: "/v1/events/{id}" },
  getV1Export: { method: "GET", path: "/v1/export" },
  postV1Imports: { method: "POST", path: "/v1/imports" },
  getV1Imports: { method: "GET", path: "/v1/imports" },
  patchV1ImportsById: { method: "PATCH", path: "/v1/imports/{id}" },
  getV1ImportsById: { method: "GET", path: "/v1/imports/{id}" },
  putV1ImportsByIdPartsByNumber: { method: "PUT", path: "/v1/imports/{id}/parts/{number}" },
  getV1ImportsByIdRows: { method: "GET", path: "/v1/imports/{id}/rows" },
  postV1ImportsByIdRun: { method: "POST", path: "/v1/imports/{id}/run" },
  getV1Inbox: { method: "GET", path: "/v1/inbox" },
  getV1InboxById: { method: "GET", path: "/v1/inbox/{id}" },
  postV1InboxByIdRetry: { method: "POST", path: "/v1/inbox/{id}/retry" },
  getV1LedgerCheck: { method: "GET", path: "/v1/ledger/check" },
  getV1LedgerRollForward: { method: "GET", path: "/v1/ledger/roll-forward" },
  putV1Look: { method: "PUT", path: "/v1/look" },
  getV1Look: { method: "GET", path: "/v1/look" },
  postV1Members: { method: "POST", path: "/v1/members" },
  getV1Members: { method: "GET", path: "/v1/members" },
  patchV1MembersById: { method: "PATCH", path: "/v1/members/{id}" },
  deleteV1MembersById: { method: "DELETE", path: "/v1/members/{id}" },
  getV1MembersById: { method: "GET", path: "/v1/members/{id}" },
  getV1MembersByIdBalance: { method: "GET", path: "/v1/members/{id}/balance" },
  getV1MembersByIdEntries: { method: "GET", path: "/v1/members/{id}/entries" },
  getV1MembersByIdExplain: { method: "GET", path: "/v1/members/{id}/explain" },
  getV1MembersByIdExport: { method: "GET", path: "/v1/members/{id}/export" },
  postV1MembersByIdSignOut: { method: "POST", path: "/v1/members/{id}/sign-out" },
  getV1MembersByIdTier: { method: "GET", path: "/v1/members/{id}/tier" },
  getV1Notices: { method: "GET", path: "/v1/notices" },
  putV1OrdersById: { method: "PUT", path: "/v1/orders/{id}" },
  getV1OrdersById: { method: "GET", path: "/v1/orders/{id}" },
  putV1Program: { method: "PUT", path: "/v1/program" },
  getV1Program: { method: "GET", path: "/v1/program" },
  postV1Redeem: { method: "POST", path: "/v1/redeem" },
  postV1ReferralLinks: { method: "POST", path: "/v1/referral-links" },
  postV1Staff: { method: "POST", path: "/v1/staff" },
  getV1Staff: { method: "GET", path: "/v1/staff" },
  postV1StaffByIdPin: { method: "POST", path: "/v1/staff/{id}/pin" },
  postV1StaffByIdRevoke: { method: "POST", path: "/v1/staff/{id}/revoke" },
  getV1StaffByIdTillActions: { method: "GET", path: "/v1/staff/{id}/till-actions" },
  postV1TestClock: { method: "POST", path: "/v1/test-clock" },
  getV1TestClock: { method: "GET", path: "/v1/test-clock" },
  postV1Transfers: { method: "POST", path: "/v1/transfers" },
  getV1VoucherPublications: { method: "GET", path: "/v1/voucher-publications" },
  postV1VoucherPublicationsByCodeRetry: { method: "POST", path: "/v1/voucher-publications/{code}/retry" },
  getV1VouchersByCode: { method: "GET", path: "/v1/vouchers/{code}" },
  postV1VouchersByCodeCheck: { method: "POST", path: "/v1/vouchers/{code}/check" },
  postV1VouchersByCodeRelease: { method: "POST", path: "/v1/vouchers/{code}/release" },
  postV1VouchersByCodeReserve: { method: "POST", path: "/v1/vouchers/{code}/reserve" },
  postV1VouchersByCodeUnreserve: { method: "POST", path: "/v1/vouchers/{code}/unreserve" },
  postV1VouchersByCodeUse: { method: "POST", path: "/v1/vouchers/{code}/use" },
  postV1WebhookEndpoints: { method: "POST", path: "/v1/webhook-endpoints" },
  getV1WebhookEndpoints: { method: "GET", path: "/v1/webhook-endpoints" },
  patchV1WebhookEndpointsById: { method: "PATCH", path: "/v1/webhook-endpoints/{id}" },
  deleteV1WebhookEndpointsById: { method: "DELETE", path: "/v1/webhook-endpoints/{id}" },
  getV1WebhookEndpointsById: { method: "GET", path: "/v1/webhook-endpoints/{id}" },
  getV1WebhookEndpointsByIdDeliveries: { method: "GET", path: "/v1/webhook-endpoints/{id}/deliveries" },
  postV1WebhookEndpointsByIdDeliveriesByEventIdRetry: {
    method: "POST",
    path: "/v1/webhook-endpoints/{id}/deliveries/{eventId}/retry",
  },
  postV1WebhookEndpointsByIdResend: { method: "POST", path: "/v1/webhook-endpoints/{id}/resend" },
  postV1WebhookEndpointsByIdRotateSecret: {
    method: "POST",
    path: "/v1/webhook-endpoints/{id}/rotate-secret",
  },
} as const;
