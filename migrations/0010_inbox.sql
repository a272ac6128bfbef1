-- What platforms deliver, written down before anything is done about it, and what came of each delivery.

CREATE TABLE inbox (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  -- As the platform names it.
  topic TEXT NOT NULL,
  -- SHA-256 of topic and body: the same delivery again is the same item.
  hash TEXT NOT NULL,
  -- As it came. null once it is forgotten: it holds personal data.
  body TEXT,
  -- The body's length, bytes.
  bytes INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  status TEXT NOT NULL CONSTRAINT inbox_status CHECK (status IN ('waiting', 'done', 'dead')),
  -- What it is about, as soon as that is known: order:1001, customer:c-1042.
  subject TEXT,
  -- Whose data the body holds: member:…, customer:… or email:… with the address's key; null where nobody is named, or
  -- nothing was understood. For forgetting a person.
  person TEXT,
  -- What came of it, or why nothing did yet, in a sentence.
  detail TEXT,
  -- How often it was begun.
  attempts INTEGER NOT NULL DEFAULT 0,
  -- When it is due, or while it is being worked when that is given up on; 9007199254740991 once nothing is to be done.
  next_at INTEGER NOT NULL,
  -- When it came to be done or dead.
  settled_at INTEGER,
  PRIMARY KEY (store_id, id),
  CONSTRAINT inbox_waits CHECK ((status = 'waiting') = (settled_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX inbox_once ON inbox (store_id, connection_id, hash);
CREATE INDEX inbox_due ON inbox (store_id, next_at) WHERE status = 'waiting';
CREATE INDEX inbox_by_status ON inbox (store_id, status, id);
CREATE INDEX inbox_of_person ON inbox (store_id, person) WHERE person IS NOT NULL AND body IS NOT NULL;
CREATE INDEX inbox_bodies ON inbox (settled_at) WHERE status = 'done' AND body IS NOT NULL;

-- Refunds that were told by themselves. They are part of every state of their order, whichever came first.
CREATE TABLE told_refunds (
  store_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  refund_id TEXT NOT NULL,
  -- JSON, as in an order's `refunds`.
  refund TEXT NOT NULL,
  PRIMARY KEY (store_id, order_id, refund_id)
) STRICT, WITHOUT ROWID;

-- When the latest state of a customer that was taken came to be: an older one that comes late changes nothing.
CREATE TABLE told_customers (
  store_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  told_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, customer_id)
) STRICT, WITHOUT ROWID;

-- Asking a platform for the orders that changed since a time, page by page.
CREATE TABLE reconcile_runs (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  since INTEGER NOT NULL,
  status TEXT NOT NULL CONSTRAINT reconcile_status CHECK (status IN ('running', 'done', 'failed')),
  -- Where the next page begins, as the platform says; null at the first.
  page TEXT,
  pages INTEGER NOT NULL DEFAULT 0,
  -- Orders that the pages held, and how many of them were not in the inbox as they are.
  orders INTEGER NOT NULL DEFAULT 0,
  missed INTEGER NOT NULL DEFAULT 0,
  -- Tries of the page that is next.
  attempts INTEGER NOT NULL DEFAULT 0,
  -- When the next page is due; 9007199254740991 once it has ended.
  next_at INTEGER NOT NULL,
  -- Why it failed, or is tried again.
  detail TEXT,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (store_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX reconcile_one ON reconcile_runs (store_id, connection_id) WHERE status = 'running';
CREATE INDEX reconcile_due ON reconcile_runs (next_at) WHERE status = 'running';
CREATE INDEX reconcile_latest ON reconcile_runs (store_id, connection_id, started_at);
-- Who may be asked by itself, once a day.
CREATE INDEX connections_with_api ON connections (created_at)
  WHERE closed_at IS NULL AND api_credentials IS NOT NULL;
