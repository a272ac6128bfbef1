-- What happened, told to the outside: one log a store, in the order in which it was written, never changed. Triggers
-- write it (0031), in the transaction of what it tells.
CREATE TABLE events (
  store_id TEXT NOT NULL,
  -- 1, 2, 3 and so on in each store. An event's id is made of the store's and this, so that neither needs an index.
  number INTEGER NOT NULL CONSTRAINT event_number CHECK (number > 0),
  type TEXT NOT NULL,
  -- Whom it is about; null for what is about no member.
  member_id TEXT,
  -- JSON: what was true then. No name and no address, so that the log stays as it is when a person goes.
  data TEXT NOT NULL,
  -- When it happened by the store's clock, milliseconds.
  created_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, number)
) STRICT, WITHOUT ROWID;

-- INSERT INTO tell: an event becomes the last of its store's log.
CREATE VIEW tell AS SELECT NULL AS store_id, NULL AS type, NULL AS member_id, NULL AS data, NULL AS at WHERE 0;

-- When a row was last written, by the store's clock, milliseconds: when the event of that happened. Null, or 0, where it
-- is as it was made.
ALTER TABLE members ADD COLUMN changed_at INTEGER;
ALTER TABLE vouchers ADD COLUMN changed_at INTEGER;
ALTER TABLE referrals ADD COLUMN changed_at INTEGER;
ALTER TABLE orders ADD COLUMN changed_at INTEGER;

-- Where a store has its events delivered.
CREATE TABLE webhook_endpoints (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  url TEXT NOT NULL,
  -- What an event is sent as.
  format TEXT NOT NULL DEFAULT 'standard_webhooks'
    CONSTRAINT webhook_format CHECK (format IN ('standard_webhooks', 'klaviyo', 'mailchimp', 'customer_io', 'segment')),
  -- JSON array of the types of event that it gets; null for all.
  types TEXT,
  description TEXT,
  -- JSON array of what deliveries are signed with, the newest first: each sealed with the Worker's own key, and until
  -- when it signs (milliseconds; null for the newest).
  secrets TEXT NOT NULL,
  -- The number of the last event that was looked at for it.
  position INTEGER NOT NULL,
  -- When the first of the failures came that no success has followed; null where there is none.
  failing_since INTEGER,
  created_at INTEGER NOT NULL,
  -- Null while it is on.
  disabled_at INTEGER,
  -- Of one that was deleted, only that it was there is kept.
  disabled_because TEXT
    CONSTRAINT webhook_disabled_because CHECK (disabled_because IN ('store', 'gone', 'failing', 'deleted')),
  PRIMARY KEY (store_id, id),
  CONSTRAINT webhook_disabled CHECK ((disabled_at IS NULL) = (disabled_because IS NULL))
) STRICT, WITHOUT ROWID;

-- One event on its way to one endpoint. What is sent is made from the event each time.
CREATE TABLE webhook_deliveries (
  store_id TEXT NOT NULL,
  endpoint_id TEXT NOT NULL,
  -- The event's.
  number INTEGER NOT NULL,
  status TEXT NOT NULL CONSTRAINT webhook_delivery_status CHECK (status IN ('pending', 'delivered', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Real time, milliseconds. While it is pending: when it is sent next. Whoever sends it puts that ahead first, so that
  -- nobody else does.
  next_at INTEGER,
  -- Of the last attempt.
  last_at INTEGER,
  -- HTTP status; null where there was no answer.
  response_status INTEGER,
  -- Milliseconds.
  duration INTEGER,
  -- Why it failed, in a sentence.
  problem TEXT,
  PRIMARY KEY (store_id, endpoint_id, number),
  CONSTRAINT webhook_delivery_next CHECK ((status = 'pending') = (next_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (store_id, endpoint_id, next_at) WHERE next_at IS NOT NULL;
