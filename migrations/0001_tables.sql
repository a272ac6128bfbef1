-- Every table is keyed by store first, then member, so that a store (and later a member) can move
-- to a database of its own. Times are integer milliseconds since 1970 UTC, points are integers,
-- amounts are integer minor units of the store's currency. Ids are prefixed and sort by time.

CREATE TABLE stores (
  id TEXT NOT NULL PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  currency TEXT NOT NULL CONSTRAINT store_currency CHECK (length(currency) = 3),
  locale TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  accent TEXT NOT NULL,
  landing_url TEXT NOT NULL,
  -- JSON array of the origins whose pages may call the storefront API.
  origins TEXT NOT NULL DEFAULT '[]',
  -- The live version of the program; 0 before the first is published.
  program_version INTEGER NOT NULL DEFAULT 0,
  -- Rises with every change of keys, origins, settings or program: what a Worker holds in memory
  -- is compared with it in the same round trip that uses it.
  configuration_version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE store_keys (
  -- Publishable keys as they are; secret keys as a SHA-256; signing keys by their kid.
  lookup TEXT NOT NULL PRIMARY KEY,
  store_id TEXT NOT NULL,
  kind TEXT NOT NULL CONSTRAINT store_key_kind CHECK (kind IN ('publishable', 'secret', 'signing')),
  -- The last characters, to tell keys apart in a list.
  hint TEXT NOT NULL,
  -- A signing secret, encrypted with the Worker's own key; null for the other kinds.
  sealed TEXT,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX store_keys_of_store ON store_keys (store_id, kind);

CREATE TABLE programs (
  store_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  customer_id TEXT,
  email TEXT,
  -- SHA-256 of store and normalised address: equality without the address itself.
  email_key TEXT,
  first_name TEXT,
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX members_customer ON members (store_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE UNIQUE INDEX members_email ON members (store_id, email_key) WHERE email_key IS NOT NULL;

-- total = the sum of the member's entries = what is left in their lots, less debt.
CREATE TABLE balances (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  total INTEGER NOT NULL DEFAULT 0,
  debt INTEGER NOT NULL DEFAULT 0 CONSTRAINT debt_negative CHECK (debt >= 0),
  PRIMARY KEY (store_id, member_id),
  CONSTRAINT balance_below_debt CHECK (total + debt >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL CONSTRAINT entry_kind CHECK (
    kind IN ('earn', 'redeem', 'refund', 'release', 'expire', 'expire_reversed')
  ),
  points INTEGER NOT NULL,
  -- What the entry adds to the member's debt; negative where it repays some.
  debt_change INTEGER NOT NULL DEFAULT 0,
  -- The key of the write that made it: a second entry with it is refused.
  key TEXT NOT NULL,
  -- What it is about, where more entries may follow: 'order:…' or 'referral:…'.
  source TEXT,
  program_version INTEGER NOT NULL,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, member_id, id),
  CONSTRAINT entry_key UNIQUE (store_id, key),
  CONSTRAINT entry_sign CHECK ((kind IN ('redeem', 'refund', 'expire')) = (points < 0) AND points <> 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE lots (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  -- The id of the entry that granted it.
  id TEXT NOT NULL,
  source TEXT,
  granted INTEGER NOT NULL CONSTRAINT lot_empty CHECK (granted > 0),
  remaining INTEGER NOT NULL DEFAULT 0 CONSTRAINT lot_overdrawn CHECK (remaining >= 0),
  -- Of what was granted, how much an expiry has taken.
  expired INTEGER NOT NULL DEFAULT 0 CONSTRAINT lot_expired_negative CHECK (expired >= 0),
  granted_at INTEGER NOT NULL,
  available_at INTEGER NOT NULL,
  -- 9007199254740991 (the largest safe integer) when it never expires, so that one order serves all.
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, member_id, id),
  CONSTRAINT lot_overfilled CHECK (remaining + expired <= granted)
) STRICT, WITHOUT ROWID;
-- The order in which points are spent: soonest to expire, then oldest.
CREATE INDEX lots_open ON lots (store_id, member_id, expires_at, granted_at, id, remaining) WHERE remaining > 0;
CREATE INDEX lots_pending ON lots (store_id, member_id, available_at, expires_at, remaining) WHERE remaining > 0;
CREATE INDEX lots_of_source ON lots (store_id, member_id, source) WHERE source IS NOT NULL;
CREATE INDEX lots_due ON lots (expires_at) WHERE remaining > 0 AND expires_at < 9007199254740991;

-- Which lots an entry put points into (positive) or took them from (negative).
CREATE TABLE lot_moves (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  lot_id TEXT NOT NULL,
  points INTEGER NOT NULL CONSTRAINT lot_move_empty CHECK (points <> 0),
  -- 1 where the move is an expiry (or takes one back).
  expiring INTEGER NOT NULL DEFAULT 0 CONSTRAINT lot_move_expiring CHECK (expiring IN (0, 1)),
  PRIMARY KEY (store_id, member_id, entry_id, lot_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE orders (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  customer_id TEXT,
  email_key TEXT,
  member_id TEXT,
  program_version INTEGER NOT NULL,
  -- The figure of the latest state: the sum of what was posted for it.
  points INTEGER NOT NULL CONSTRAINT order_points_negative CHECK (points >= 0),
  -- What the latest state posted, so that sending it again answers the same.
  posted INTEGER NOT NULL,
  -- The latest state as the store told it, without the customer.
  state TEXT NOT NULL,
  -- Decides between two states with the same updated_at, whichever arrives first.
  state_hash TEXT NOT NULL,
  placed_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (store_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX orders_of_customer ON orders (store_id, customer_id, placed_at) WHERE customer_id IS NOT NULL;
CREATE INDEX orders_of_email ON orders (store_id, email_key, placed_at) WHERE email_key IS NOT NULL;

CREATE TABLE redemptions (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  reward_id TEXT NOT NULL,
  points INTEGER NOT NULL CONSTRAINT redemption_points CHECK (points > 0),
  entry_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  released_at INTEGER,
  PRIMARY KEY (store_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE vouchers (
  store_id TEXT NOT NULL,
  code TEXT NOT NULL,
  member_id TEXT,
  source TEXT NOT NULL CONSTRAINT voucher_source CHECK (
    source IN ('redemption', 'referral_friend', 'referral_advocate')
  ),
  redemption_id TEXT,
  referral_id TEXT,
  name TEXT NOT NULL,
  amount INTEGER NOT NULL CONSTRAINT voucher_amount CHECK (amount > 0),
  currency TEXT NOT NULL,
  minimum_order INTEGER NOT NULL,
  points INTEGER NOT NULL,
  -- 'pending' and 'expired' are not stored: the clock says so.
  status TEXT NOT NULL CONSTRAINT voucher_status CHECK (status IN ('issued', 'used', 'released', 'void')),
  order_id TEXT,
  available_at INTEGER NOT NULL,
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (store_id, code)
) STRICT, WITHOUT ROWID;
CREATE INDEX vouchers_of_member ON vouchers (store_id, member_id, created_at) WHERE member_id IS NOT NULL;

CREATE TABLE referral_links (
  store_id TEXT NOT NULL,
  code TEXT NOT NULL,
  member_id TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1,
  clicks INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, code),
  CONSTRAINT one_link_a_member UNIQUE (store_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE referrals (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  code TEXT NOT NULL,
  advocate_id TEXT NOT NULL,
  friend_email_key TEXT NOT NULL,
  friend_first_name TEXT,
  voucher_code TEXT NOT NULL,
  program_version INTEGER NOT NULL,
  -- The terms it was claimed under.
  terms TEXT NOT NULL,
  -- 'rewarded' is not stored: it is 'pending' whose hold has passed.
  status TEXT NOT NULL CONSTRAINT referral_status CHECK (status IN ('claimed', 'pending', 'void')),
  detail TEXT,
  order_id TEXT,
  ordered_at INTEGER,
  available_at INTEGER,
  -- Points posted to the advocate for it.
  points INTEGER NOT NULL DEFAULT 0 CONSTRAINT referral_points_negative CHECK (points >= 0),
  advocate_voucher_code TEXT,
  claimed_at INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (store_id, id),
  CONSTRAINT one_claim_a_friend UNIQUE (store_id, friend_email_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX referrals_of_advocate ON referrals (store_id, advocate_id, claimed_at);
CREATE UNIQUE INDEX referrals_of_order ON referrals (store_id, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX referrals_of_voucher ON referrals (store_id, voucher_code);

-- The answer of every keyed write, so that the same key answers the same.
CREATE TABLE idempotency_keys (
  store_id TEXT NOT NULL,
  -- Whose keys they are: 'server', a member's id, or 'friend'.
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  response TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, scope, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

-- How far the scheduled check of each store's ledger has come, and what it found last time round.
CREATE TABLE ledger_checks (
  store_id TEXT NOT NULL PRIMARY KEY,
  -- The member it goes on after; empty at the start of a round.
  after TEXT NOT NULL,
  checked_at INTEGER NOT NULL,
  problems INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- INSERT INTO guard SELECT <condition>, <code>: the batch is refused with that code unless it holds.
-- Needed because an UPDATE that meets no row is no error.
CREATE VIEW guard AS SELECT NULL AS ok, NULL AS code WHERE 0;
