/**
 * The tables as drizzle sees them. The truth is in `migrations/`, where each column's meaning stands;
 * `test/worker/database/schema.test.ts` compares the two.
 */
import type { Tiers } from "../program/document/tiers.ts";
import type { OrderTerms } from "../program/order-terms.ts";
import type { BonusTerms } from "../program/tiers-bonus.ts";
import type { VoucherDetails } from "../program/voucher-details.ts";
import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const stores = sqliteTable("stores", {
  id: text("id").primaryKey(),
  handle: text("handle").notNull(),
  name: text("name").notNull(),
  currency: text("currency").notNull(),
  locale: text("locale").notNull(),
  timeZone: text("time_zone").notNull(),
  accent: text("accent").notNull(),
  landingUrl: text("landing_url").notNull(),
  origins: text("origins", { mode: "json" }).$type<string[]>().notNull(),
  programVersion: integer("program_version").notNull(),
  configurationVersion: integer("configuration_version").notNull(),
  sandbox: integer("sandbox", { mode: "boolean" }).notNull(),
  clockOffset: integer("clock_offset").notNull(),
  createdAt: integer("created_at").notNull(),
});

export const storeKeys = sqliteTable("store_keys", {
  lookup: text("lookup").primaryKey(),
  storeId: text("store_id").notNull(),
  kind: text("kind", { enum: ["publishable", "secret", "signing"] }).notNull(),
  hint: text("hint").notNull(),
  sealed: text("sealed"),
  createdAt: integer("created_at").notNull(),
  revokedAt: integer("revoked_at"),
});

export const programs = sqliteTable(
  "programs",
  {
    storeId: text("store_id").notNull(),
    version: integer("version").notNull(),
    document: text("document").notNull(),
    publishedAt: integer("published_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.version] })],
);

export const consentSources = ["shopper", "store", "import"] as const;

export const members = sqliteTable(
  "members",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    customerId: text("customer_id"),
    email: text("email"),
    emailKey: text("email_key"),
    firstName: text("first_name"),
    joinedAt: integer("joined_at").notNull(),
    birthday: text("birthday"),
    segments: text("segments", { mode: "json" }).$type<string[]>().notNull(),
    ordersRevision: integer("orders_revision").notNull(),
    birthdayYear: integer("birthday_year").notNull(),
    erasedAt: integer("erased_at"),
    changedAt: integer("changed_at"),
    phone: text("phone"),
    phoneKey: text("phone_key"),
    number: text("number"),
    mergedInto: text("merged_into"),
    language: text("language"),
    marketing: integer("marketing", { mode: "boolean" }).notNull().default(false),
    marketingAt: integer("marketing_at"),
    marketingSource: text("marketing_source", { enum: consentSources }),
    birthdayFixed: integer("birthday_fixed", { mode: "boolean" }).notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const memberConsents = sqliteTable(
  "member_consents",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    id: text("id").notNull(),
    marketing: integer("marketing", { mode: "boolean" }).notNull(),
    saidAt: integer("said_at").notNull(),
    recordedAt: integer("recorded_at").notNull(),
    source: text("source", { enum: consentSources }).notNull(),
    words: text("words"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.memberId, table.id] })],
);

export const balances = sqliteTable(
  "balances",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    total: integer("total").notNull(),
    debt: integer("debt").notNull(),
    merged: integer("merged", { mode: "boolean" }).notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.memberId] })],
);

export const entryKinds = ["earn", "redeem", "refund", "release", "expire", "expire_reversed"] as const;

export const entries = sqliteTable(
  "entries",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    id: text("id").notNull(),
    kind: text("kind", { enum: entryKinds }).notNull(),
    points: integer("points").notNull(),
    debtChange: integer("debt_change").notNull(),
    key: text("key").notNull(),
    source: text("source"),
    programVersion: integer("program_version").notNull(),
    reason: text("reason").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.memberId, table.id] })],
);

export const lots = sqliteTable(
  "lots",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    id: text("id").notNull(),
    source: text("source"),
    granted: integer("granted").notNull(),
    remaining: integer("remaining").notNull(),
    expired: integer("expired").notNull(),
    grantedAt: integer("granted_at").notNull(),
    availableAt: integer("available_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    dueAt: integer("due_at").notNull(),
    warnAt: integer("warn_at").notNull(),
    warnedAt: integer("warned_at"),
    grace: integer("grace").notNull(),
    idleDays: integer("idle_days").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.memberId, table.id] })],
);

export const lotMoves = sqliteTable(
  "lot_moves",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    entryId: text("entry_id").notNull(),
    lotId: text("lot_id").notNull(),
    points: integer("points").notNull(),
    expiring: integer("expiring").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.memberId, table.entryId, table.lotId] })],
);

export const orders = sqliteTable(
  "orders",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    customerId: text("customer_id"),
    emailKey: text("email_key"),
    memberId: text("member_id"),
    programVersion: integer("program_version").notNull(),
    points: integer("points").notNull(),
    posted: integer("posted").notNull(),
    state: text("state").notNull(),
    stateHash: text("state_hash").notNull(),
    placedAt: integer("placed_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    revision: integer("revision").notNull(),
    worth: integer("worth").notNull(),
    forgiven: integer("forgiven").notNull(),
    forgivenElsewhere: text("forgiven_elsewhere", { mode: "json" }).$type<Record<string, number>>(),
    terms: text("terms", { mode: "json" }).$type<OrderTerms>(),
    changedAt: integer("changed_at"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const redemptions = sqliteTable(
  "redemptions",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    memberId: text("member_id").notNull(),
    rewardId: text("reward_id").notNull(),
    points: integer("points").notNull(),
    entryId: text("entry_id").notNull(),
    createdAt: integer("created_at").notNull(),
    releasedAt: integer("released_at"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const voucherTypes = [
  "amount_off",
  "percentage_off",
  "free_shipping",
  "free_product",
  "store_credit",
  "gift_card",
  "experience",
  "partner_offer",
  "donation",
] as const;

export const publicationStatuses = ["held", "published", "refused", "withdrawing", "withdrawn"] as const;

export const vouchers = sqliteTable(
  "vouchers",
  {
    storeId: text("store_id").notNull(),
    code: text("code").notNull(),
    memberId: text("member_id"),
    source: text("source", { enum: ["redemption", "referral_friend", "referral_advocate"] }).notNull(),
    redemptionId: text("redemption_id"),
    referralId: text("referral_id"),
    name: text("name").notNull(),
    amount: integer("amount").notNull(),
    currency: text("currency").notNull(),
    minimumOrder: integer("minimum_order").notNull(),
    points: integer("points").notNull(),
    status: text("status", { enum: ["issued", "used", "released", "void"] }).notNull(),
    orderId: text("order_id"),
    availableAt: integer("available_at").notNull(),
    expiresAt: integer("expires_at"),
    createdAt: integer("created_at").notNull(),
    usedAt: integer("used_at"),
    type: text("type", { enum: voucherTypes }).notNull(),
    details: text("details", { mode: "json" }).$type<VoucherDetails>().notNull(),
    returns: integer("returns", { mode: "boolean" }).notNull(),
    publication: text("publication", { enum: publicationStatuses }),
    reservedFor: text("reserved_for"),
    reservedUntil: integer("reserved_until").notNull(),
    changedAt: integer("changed_at"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.code] })],
);

export const referralLinks = sqliteTable(
  "referral_links",
  {
    storeId: text("store_id").notNull(),
    code: text("code").notNull(),
    memberId: text("member_id").notNull(),
    active: integer("active", { mode: "boolean" }).notNull(),
    clicks: integer("clicks").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.code] })],
);

export const referrals = sqliteTable(
  "referrals",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    code: text("code").notNull(),
    advocateId: text("advocate_id").notNull(),
    friendEmailKey: text("friend_email_key").notNull(),
    friendFirstName: text("friend_first_name"),
    voucherCode: text("voucher_code").notNull(),
    programVersion: integer("program_version").notNull(),
    terms: text("terms").notNull(),
    status: text("status", { enum: ["claimed", "pending", "void"] }).notNull(),
    detail: text("detail"),
    orderId: text("order_id"),
    orderedAt: integer("ordered_at"),
    availableAt: integer("available_at"),
    points: integer("points").notNull(),
    advocateVoucherCode: text("advocate_voucher_code"),
    claimedAt: integer("claimed_at").notNull(),
    revision: integer("revision").notNull(),
    changedAt: integer("changed_at"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    storeId: text("store_id").notNull(),
    scope: text("scope").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    status: integer("status").notNull(),
    response: text("response").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.scope, table.key] })],
);

export const ledgerChecks = sqliteTable("ledger_checks", {
  storeId: text("store_id").primaryKey(),
  after: text("after").notNull(),
  checkedAt: integer("checked_at").notNull(),
  problems: integer("problems").notNull(),
});

export const memberMonths = sqliteTable(
  "member_months",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    month: integer("month").notNull(),
    spend: integer("spend").notNull(),
    points: integer("points").notNull(),
    orders: integer("orders").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.memberId, table.month] })],
);

export const memberTiers = sqliteTable(
  "member_tiers",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    tier: text("tier"),
    nextAt: integer("next_at").notNull(),
    programVersion: integer("program_version").notNull(),
    toldAt: integer("told_at").notNull(),
    revision: integer("revision").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.memberId] })],
);

export const tierRules = sqliteTable(
  "tier_rules",
  {
    storeId: text("store_id").notNull(),
    version: integer("version").notNull(),
    tiers: text("tiers", { mode: "json" }).$type<Tiers>(),
    supersededAt: integer("superseded_at").notNull(),
    protectsUntil: integer("protects_until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.version] })],
);

export const tierBonuses = sqliteTable(
  "tier_bonuses",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    tier: text("tier").notNull(),
    points: integer("points").notNull(),
    revision: integer("revision").notNull(),
    terms: text("terms", { mode: "json" }).$type<BonusTerms[]>().notNull(),
    forgiven: integer("forgiven").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.memberId, table.tier] })],
);

export const memberActions = sqliteTable(
  "member_actions",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    actionId: text("action_id").notNull(),
    at: integer("at").notNull(),
    entryId: text("entry_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.storeId, table.memberId, table.actionId, table.at, table.entryId] }),
  ],
);

export const rewardStock = sqliteTable(
  "reward_stock",
  {
    storeId: text("store_id").notNull(),
    rewardId: text("reward_id").notNull(),
    redeemed: integer("redeemed").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.rewardId] })],
);

export const limitedRedemptions = sqliteTable(
  "limited_redemptions",
  {
    storeId: text("store_id").notNull(),
    memberId: text("member_id").notNull(),
    rewardId: text("reward_id").notNull(),
    at: integer("at").notNull(),
    redemptionId: text("redemption_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.storeId, table.memberId, table.rewardId, table.at, table.redemptionId] }),
  ],
);

export const rewardCodes = sqliteTable(
  "reward_codes",
  {
    storeId: text("store_id").notNull(),
    pool: text("pool").notNull(),
    code: text("code").notNull(),
    shown: text("shown").notNull(),
    redemptionId: text("redemption_id"),
    addedAt: integer("added_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.code] })],
);

export const codePools = sqliteTable(
  "code_pools",
  {
    storeId: text("store_id").notNull(),
    pool: text("pool").notNull(),
    added: integer("added").notNull(),
    given: integer("given").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.pool] })],
);

export const transfers = sqliteTable(
  "transfers",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    fromMemberId: text("from_member_id").notNull(),
    toMemberId: text("to_member_id").notNull(),
    points: integer("points").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const noticeKinds = ["expiry_warning", "tier_changed", "birthday"] as const;

export const notices = sqliteTable(
  "notices",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    memberId: text("member_id").notNull(),
    kind: text("kind", { enum: noticeKinds }).notNull(),
    data: text("data", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer("created_at").notNull(),
    number: integer("number"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const ledgerHours = sqliteTable(
  "ledger_hours",
  {
    storeId: text("store_id").notNull(),
    hour: integer("hour").notNull(),
    kind: text("kind").notNull(),
    rule: text("rule").notNull(),
    points: integer("points").notNull(),
    entries: integer("entries").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.hour, table.kind, table.rule] })],
);

export const platforms = ["shopify", "woocommerce"] as const;

export const connections = sqliteTable(
  "connections",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    platform: text("platform", { enum: platforms }).notNull(),
    shop: text("shop").notNull(),
    webhookSecrets: text("webhook_secrets", { mode: "json" }).$type<string[]>().notNull(),
    apiCredentials: text("api_credentials"),
    publishesVouchers: integer("publishes_vouchers", { mode: "boolean" }).notNull(),
    createdAt: integer("created_at").notNull(),
    closedAt: integer("closed_at"),
    quietUntil: integer("quiet_until"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const inboxStatuses = ["waiting", "done", "dead"] as const;

export const inbox = sqliteTable(
  "inbox",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    connectionId: text("connection_id").notNull(),
    topic: text("topic").notNull(),
    hash: text("hash").notNull(),
    body: text("body"),
    bytes: integer("bytes").notNull(),
    receivedAt: integer("received_at").notNull(),
    status: text("status", { enum: inboxStatuses }).notNull(),
    subject: text("subject"),
    person: text("person"),
    detail: text("detail"),
    attempts: integer("attempts").notNull(),
    nextAt: integer("next_at").notNull(),
    settledAt: integer("settled_at"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const toldRefunds = sqliteTable(
  "told_refunds",
  {
    storeId: text("store_id").notNull(),
    orderId: text("order_id").notNull(),
    refundId: text("refund_id").notNull(),
    refund: text("refund").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.orderId, table.refundId] })],
);

export const toldCustomers = sqliteTable(
  "told_customers",
  {
    storeId: text("store_id").notNull(),
    customerId: text("customer_id").notNull(),
    toldAt: integer("told_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.customerId] })],
);

export const reconcileStatuses = ["running", "done", "failed"] as const;

export const reconcileRuns = sqliteTable(
  "reconcile_runs",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    connectionId: text("connection_id").notNull(),
    since: integer("since").notNull(),
    status: text("status", { enum: reconcileStatuses }).notNull(),
    page: text("page"),
    pages: integer("pages").notNull(),
    orders: integer("orders").notNull(),
    missed: integer("missed").notNull(),
    attempts: integer("attempts").notNull(),
    nextAt: integer("next_at").notNull(),
    detail: text("detail"),
    startedAt: integer("started_at").notNull(),
    endedAt: integer("ended_at"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const voucherPublications = sqliteTable(
  "voucher_publications",
  {
    storeId: text("store_id").notNull(),
    code: text("code").notNull(),
    id: text("id").notNull(),
    connectionId: text("connection_id").notNull(),
    status: text("status", { enum: publicationStatuses }).notNull(),
    reference: text("reference"),
    attempts: integer("attempts").notNull(),
    nextAt: integer("next_at"),
    claim: text("claim"),
    calls: integer("calls").notNull(),
    detail: text("detail"),
    createdAt: integer("created_at").notNull(),
    publishedAt: integer("published_at"),
    withdrawnAt: integer("withdrawn_at"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.code] })],
);

/** What is told to the outside, in the order in which it was written. */
export const events = sqliteTable(
  "events",
  {
    storeId: text("store_id").notNull(),
    number: integer("number").notNull(),
    type: text("type").notNull(),
    memberId: text("member_id"),
    data: text("data", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.number] })],
);

export const webhookFormats = [
  "standard_webhooks",
  "klaviyo",
  "mailchimp",
  "customer_io",
  "segment",
] as const;

/** What a delivery is signed with: sealed, and until when (milliseconds; null for the newest). */
export interface WebhookSecret {
  sealed: string;
  until: number | null;
}

export const webhookEndpoints = sqliteTable(
  "webhook_endpoints",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    url: text("url").notNull(),
    format: text("format", { enum: webhookFormats }).notNull(),
    types: text("types", { mode: "json" }).$type<string[]>(),
    description: text("description"),
    secrets: text("secrets", { mode: "json" }).$type<WebhookSecret[]>().notNull(),
    position: integer("position").notNull(),
    failingSince: integer("failing_since"),
    createdAt: integer("created_at").notNull(),
    disabledAt: integer("disabled_at"),
    disabledBecause: text("disabled_because", { enum: ["store", "gone", "failing", "deleted"] }),
    settings: text("settings", { mode: "json" }).$type<Record<string, string>>().notNull(),
    apiKeyHint: text("api_key_hint"),
    apiKey: text("api_key"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const webhookDeliveries = sqliteTable(
  "webhook_deliveries",
  {
    storeId: text("store_id").notNull(),
    endpointId: text("endpoint_id").notNull(),
    number: integer("number").notNull(),
    status: text("status", { enum: ["pending", "delivered", "failed"] }).notNull(),
    attempts: integer("attempts").notNull(),
    nextAt: integer("next_at"),
    lastAt: integer("last_at"),
    responseStatus: integer("response_status"),
    duration: integer("duration"),
    problem: text("problem"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.endpointId, table.number] })],
);

export const staff = sqliteTable(
  "staff",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    number: text("number").notNull(),
    revision: integer("revision").notNull(),
    wrongPins: integer("wrong_pins").notNull(),
    lockedUntil: integer("locked_until").notNull(),
    createdAt: integer("created_at").notNull(),
    revokedAt: integer("revoked_at"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const tillActionKinds = [
  "enrolment",
  "receipt",
  "receipt_undone",
  "refund",
  "redemption",
  "redemption_undone",
  "voucher_use",
] as const;

export const tillActions = sqliteTable(
  "till_actions",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    staffId: text("staff_id").notNull(),
    kind: text("kind", { enum: tillActionKinds }).notNull(),
    memberId: text("member_id"),
    subject: text("subject").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const importKinds = ["members", "points", "orders", "everything"] as const;

export const imports = sqliteTable(
  "imports",
  {
    storeId: text("store_id").notNull(),
    id: text("id").notNull(),
    kind: text("kind", { enum: importKinds }).notNull(),
    label: text("label").notNull(),
    settings: text("settings").notNull(),
    dryRun: integer("dry_run", { mode: "boolean" }).notNull(),
    round: integer("round").notNull(),
    header: text("header"),
    part: integer("part").notNull(),
    position: integer("position").notNull(),
    carry: text("carry").notNull(),
    lastPart: integer("last_part"),
    rowCount: integer("row_count").notNull(),
    created: integer("created").notNull(),
    changed: integer("changed").notNull(),
    unchanged: integer("unchanged").notNull(),
    refused: integer("refused").notNull(),
    revision: integer("revision").notNull(),
    createdAt: integer("created_at").notNull(),
    finishedAt: integer("finished_at"),
    failure: text("failure"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.id] })],
);

export const importParts = sqliteTable(
  "import_parts",
  {
    storeId: text("store_id").notNull(),
    importId: text("import_id").notNull(),
    number: integer("number").notNull(),
    hash: text("hash").notNull(),
    text: text("text"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.importId, table.number] })],
);

export const importOutcomes = ["created", "changed", "unchanged", "refused"] as const;

export const importRows = sqliteTable(
  "import_rows",
  {
    storeId: text("store_id").notNull(),
    importId: text("import_id").notNull(),
    round: integer("round").notNull(),
    row: integer("row").notNull(),
    outcome: text("outcome", { enum: importOutcomes }).notNull(),
    sentence: text("sentence").notNull(),
    subject: text("subject"),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.importId, table.round, table.row] })],
);
