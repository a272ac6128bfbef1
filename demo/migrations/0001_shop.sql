-- The shop's own records. Regulars has a database of its own; the two only ever talk over HTTP.

CREATE TABLE customer (
  id TEXT PRIMARY KEY,                    -- what the shop calls a shopper everywhere: in its orders, in the token
  email TEXT NOT NULL UNIQUE,             -- lower case
  first_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,            -- milliseconds since 1970
  reported_at INTEGER                     -- when Regulars was last told of this account; NULL: not yet
) STRICT;

CREATE INDEX customer_unreported ON customer (created_at) WHERE reported_at IS NULL;

CREATE TABLE purchase (
  number INTEGER PRIMARY KEY AUTOINCREMENT, -- 10001 is the order JN-10001
  access_key TEXT NOT NULL UNIQUE,        -- made by the checkout page: the same form sent twice is one order, and a
                                          -- guest who has the key may see it again
  customer_id TEXT,                       -- NULL: bought as a guest
  document TEXT NOT NULL,                 -- the order as it stands, as JSON (shop/order.ts)
  placed_at INTEGER NOT NULL,             -- milliseconds since 1970
  updated_at INTEGER NOT NULL,            -- grows with every change
  reported_at INTEGER NOT NULL DEFAULT 0, -- the updated_at that Regulars last took; less: it is to be told again
  answer TEXT                             -- what Regulars said to that, as JSON
) STRICT;

CREATE INDEX purchase_customer ON purchase (customer_id, number);
CREATE INDEX purchase_unreported ON purchase (updated_at) WHERE reported_at < updated_at;

INSERT INTO sqlite_sequence (name, seq) VALUES ('purchase', 10000);
