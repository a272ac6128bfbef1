-- What the rest of the program's rules need: tiers, actions, limits, transfers, expiry with a warning, orders whose
-- terms are kept, and a clock that a sandbox store can set forward.

-- A sandbox store is for trying out: its clock can be set forward. Milliseconds ahead of the real time.
ALTER TABLE stores ADD COLUMN sandbox INTEGER NOT NULL DEFAULT 0
  CONSTRAINT store_sandbox CHECK (sandbox IN (0, 1));
ALTER TABLE stores ADD COLUMN clock_offset INTEGER NOT NULL DEFAULT 0
  CONSTRAINT store_clock CHECK (clock_offset >= 0 AND (clock_offset = 0 OR sandbox = 1));
CREATE INDEX stores_ahead ON stores (id) WHERE clock_offset > 0;

-- Month and day as MM-DD; 29 February is one.
ALTER TABLE members ADD COLUMN birthday TEXT CONSTRAINT member_birthday CHECK (length(birthday) = 5);
-- JSON array of the store's own names for groups of members.
ALTER TABLE members ADD COLUMN segments TEXT NOT NULL DEFAULT '[]';
-- Rises with every order that is written for the member: a write that was decided from what others of their orders
-- are worth names the one it read.
ALTER TABLE members ADD COLUMN orders_revision INTEGER NOT NULL DEFAULT 0;
-- The last calendar year whose birthday was given; 0 for none.
ALTER TABLE members ADD COLUMN birthday_year INTEGER NOT NULL DEFAULT 0;
CREATE INDEX members_birthday ON members (store_id, birthday, birthday_year, id) WHERE birthday IS NOT NULL;
-- The versions that give points on birthdays: few stores' documents are then read for it.
CREATE INDEX programs_birthday ON programs (store_id, version, published_at)
  WHERE document ->> '$.earning.birthday' IS NOT NULL;

-- What the shopper is told: the lot expires then. expires_at is later by the grace as long as nobody has warned.
ALTER TABLE lots ADD COLUMN due_at INTEGER NOT NULL DEFAULT 9007199254740991;
UPDATE lots SET due_at = expires_at;
-- When the warning falls due; 9007199254740991 for none.
ALTER TABLE lots ADD COLUMN warn_at INTEGER NOT NULL DEFAULT 9007199254740991;
ALTER TABLE lots ADD COLUMN warned_at INTEGER;
-- The grace that expires_at has on top of due_at, milliseconds.
ALTER TABLE lots ADD COLUMN grace INTEGER NOT NULL DEFAULT 0 CONSTRAINT lot_grace CHECK (grace >= 0);
-- Days without activity after which it expires; 0 where activity plays no part.
ALTER TABLE lots ADD COLUMN idle_days INTEGER NOT NULL DEFAULT 0 CONSTRAINT lot_idle CHECK (idle_days >= 0);
CREATE INDEX lots_to_warn ON lots (store_id, warn_at)
  WHERE remaining > 0 AND warned_at IS NULL AND warn_at < 9007199254740991;
CREATE INDEX lots_idle ON lots (store_id, member_id, idle_days, due_at) WHERE remaining > 0 AND idle_days > 0;
-- What falls due is looked for store by store, for a sandbox store has a clock of its own.
DROP INDEX lots_due;
CREATE INDEX lots_due ON lots (store_id, expires_at) WHERE remaining > 0 AND expires_at < 9007199254740991;

-- The versions by whose rules a member's orders bear on each other: caps, and campaigns for first orders.
CREATE INDEX programs_shared ON programs (store_id, version)
  WHERE json_array_length(document, '$.earning.caps') > 0 OR instr(document, '"firstOrder":true') > 0;

-- What the latest state is worth before caps over several orders; points is what it is worth after them.
ALTER TABLE orders ADD COLUMN worth INTEGER NOT NULL DEFAULT 0;
UPDATE orders SET worth = points;
-- Points that a refund should have taken and, by the program's rule on debt, did not.
ALTER TABLE orders ADD COLUMN forgiven INTEGER NOT NULL DEFAULT 0
  CONSTRAINT order_forgiven_negative CHECK (forgiven >= 0);
-- Of members whose order it was before, the same: JSON object by member id; null where nothing was forgiven them.
ALTER TABLE orders ADD COLUMN forgiven_elsewhere TEXT;
-- JSON, decided when the order is first posted to a member, and kept: tier, whether it is the first, time zone, currency.
ALTER TABLE orders ADD COLUMN terms TEXT;
CREATE INDEX orders_of_member ON orders (store_id, member_id, placed_at, id) WHERE member_id IS NOT NULL;

-- What a member's orders (and actions) of a month come to, net of refunds, whenever those were: tiers are counted
-- from it. A month is that of the store's time zone, as yyyymm.
CREATE TABLE member_months (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  month INTEGER NOT NULL,
  -- Minor units of the store's currency, goods net of discounts and refunds.
  spend INTEGER NOT NULL,
  points INTEGER NOT NULL,
  orders INTEGER NOT NULL,
  PRIMARY KEY (store_id, member_id, month)
) STRICT, WITHOUT ROWID;

-- The tier a member was last told of. What it is at a moment the clock and member_months say, not this table.
CREATE TABLE member_tiers (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  -- The id of the tier in the program; null below the first.
  tier TEXT,
  -- When it changes next if nothing happens; 9007199254740991 for never.
  next_at INTEGER NOT NULL,
  -- The version of tier_rules it was counted by; 0 before the store had any.
  program_version INTEGER NOT NULL,
  told_at INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (store_id, member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX member_tiers_due ON member_tiers (store_id, next_at) WHERE next_at < 9007199254740991;
CREATE INDEX member_tiers_version ON member_tiers (store_id, program_version);

-- The rules of tiers that a store has, and those it had before as long as they keep a member from moving down. A
-- version of the program that leaves the tiers as they were adds none.
CREATE TABLE tier_rules (
  store_id TEXT NOT NULL,
  -- The program's version that they came with.
  version INTEGER NOT NULL,
  -- JSON: 'tiers' of the program; null for none.
  tiers TEXT,
  -- When others took their place; 9007199254740991 while they are live.
  superseded_at INTEGER NOT NULL,
  -- Until when they may keep a member from moving down; 9007199254740991 while they are live, and for lifetime tiers.
  protects_until INTEGER NOT NULL,
  PRIMARY KEY (store_id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX tier_rules_live ON tier_rules (store_id) WHERE superseded_at = 9007199254740991;

-- The bonus for reaching a tier. The sum of its entries is points and forgiven.
CREATE TABLE tier_bonuses (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  tier TEXT NOT NULL,
  -- What the member is to have of it: nothing where a refund took them back below the tier.
  points INTEGER NOT NULL CONSTRAINT tier_bonus_negative CHECK (points >= 0),
  revision INTEGER NOT NULL,
  -- JSON array, the oldest first: each terms under which it was given, what had to be reached and for how many points.
  terms TEXT NOT NULL,
  -- Points that should have been taken back and, by the program's rule on debt, were not.
  forgiven INTEGER NOT NULL DEFAULT 0 CONSTRAINT tier_bonus_forgiven_negative CHECK (forgiven >= 0),
  PRIMARY KEY (store_id, member_id, tier)
) STRICT, WITHOUT ROWID;

-- What was done of the program's actions, for their limits.
CREATE TABLE member_actions (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  action_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  entry_id TEXT NOT NULL,
  PRIMARY KEY (store_id, member_id, action_id, at, entry_id)
) STRICT, WITHOUT ROWID;

-- How many of a reward with a stock are taken.
CREATE TABLE reward_stock (
  store_id TEXT NOT NULL,
  reward_id TEXT NOT NULL,
  redeemed INTEGER NOT NULL CONSTRAINT reward_stock_negative CHECK (redeemed >= 0),
  PRIMARY KEY (store_id, reward_id)
) STRICT, WITHOUT ROWID;

-- Redemptions of rewards with a limit per member that count; a released one counts no longer.
CREATE TABLE limited_redemptions (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  reward_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  redemption_id TEXT NOT NULL,
  PRIMARY KEY (store_id, member_id, reward_id, at, redemption_id)
) STRICT, WITHOUT ROWID;

-- The type of what a voucher gives. amount says how much of it: minor units, a percentage, or pieces.
ALTER TABLE vouchers ADD COLUMN type TEXT NOT NULL DEFAULT 'amount_off' CONSTRAINT voucher_type CHECK (
  type IN ('amount_off', 'percentage_off', 'free_shipping', 'free_product', 'store_credit', 'gift_card',
    'experience', 'partner_offer', 'donation')
);
-- JSON: what else the reward said when it was redeemed.
ALTER TABLE vouchers ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
-- 1 where the points go back when it expires unused.
ALTER TABLE vouchers ADD COLUMN returns INTEGER NOT NULL DEFAULT 0
  CONSTRAINT voucher_returns CHECK (returns IN (0, 1));
CREATE INDEX vouchers_to_return ON vouchers (store_id, expires_at) WHERE returns = 1 AND status = 'issued';

-- Codes that the store imported for its rewards; a redemption takes one.
CREATE TABLE reward_codes (
  store_id TEXT NOT NULL,
  pool TEXT NOT NULL,
  -- In capitals: that is what it is found by.
  code TEXT NOT NULL,
  -- As it was imported.
  shown TEXT NOT NULL,
  redemption_id TEXT,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX reward_codes_free ON reward_codes (store_id, pool, added_at, code) WHERE redemption_id IS NULL;

-- How many codes of a pool were imported, and how many of them are given.
CREATE TABLE code_pools (
  store_id TEXT NOT NULL,
  pool TEXT NOT NULL,
  added INTEGER NOT NULL,
  given INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (store_id, pool),
  CONSTRAINT code_pool_overdrawn CHECK (given BETWEEN 0 AND added)
) STRICT, WITHOUT ROWID;

CREATE TABLE transfers (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  from_member_id TEXT NOT NULL,
  to_member_id TEXT NOT NULL,
  points INTEGER NOT NULL CONSTRAINT transfer_points CHECK (points > 0),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, id),
  CONSTRAINT transfer_to_oneself CHECK (from_member_id <> to_member_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX transfers_of_member ON transfers (store_id, from_member_id, created_at);

-- What became true and is to be told: a warning fell due, a tier changed.
CREATE TABLE notices (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  kind TEXT NOT NULL CONSTRAINT notice_kind CHECK (kind IN ('expiry_warning', 'tier_changed', 'birthday')),
  -- JSON: what there is to say.
  data TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- In the order in which they were written, whatever their times are: a reader who goes on from one misses none.
  -- A trigger gives it.
  number INTEGER,
  PRIMARY KEY (store_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX notices_in_order ON notices (store_id, number);

-- The entries of each hour by kind and rule: a period's figures are read from it.
CREATE TABLE ledger_hours (
  store_id TEXT NOT NULL,
  -- Milliseconds, the hour's beginning.
  hour INTEGER NOT NULL,
  kind TEXT NOT NULL,
  rule TEXT NOT NULL,
  points INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  PRIMARY KEY (store_id, hour, kind, rule)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_hours (store_id, hour, kind, rule, points, entries)
  SELECT store_id, created_at - created_at % 3600000, kind, reason ->> 'rule', sum(points), count(*)
  FROM entries GROUP BY 1, 2, 3, 4;
