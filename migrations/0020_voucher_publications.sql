-- Vouchers out: a code that the store's own checkout honours, made and switched off over there by calls that may be
-- lost or repeated; and vouchers kept for one checkout while it lasts.

CREATE TABLE voucher_publications (
  store_id TEXT NOT NULL,
  -- The voucher's, made by us before anybody is called, so that a call repeated is the same call.
  code TEXT NOT NULL,
  id TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  -- held: to be made over there. published: it works there. refused: it will not be made; with next_at, one that an
  -- earlier call may have made is still to be switched off. withdrawing: to be switched off. withdrawn: off, or never made.
  status TEXT NOT NULL CONSTRAINT voucher_publication_status CHECK (
    status IN ('held', 'published', 'refused', 'withdrawing', 'withdrawn')
  ),
  -- The platform's own id of the code; null as long as it told none.
  reference TEXT,
  -- Calls begun since the status changed; those that the platform asked to put off don't count.
  attempts INTEGER NOT NULL DEFAULT 0 CONSTRAINT voucher_publication_attempts CHECK (attempts >= 0),
  -- When the next call is due, milliseconds of the real clock. While one is under way: when it counts as lost. Null where
  -- none is to be made: all is done, or tries have been given up.
  next_at INTEGER,
  -- Names the call that is under way, so that no other is: what comes of it is written only by whoever made it.
  claim TEXT,
  -- Calls ever begun: after the first the code may be over there, whatever came of it.
  calls INTEGER NOT NULL DEFAULT 0 CONSTRAINT voucher_publication_calls CHECK (calls >= 0),
  -- Why the last call failed, for the store's owner; null where it didn't.
  detail TEXT,
  created_at INTEGER NOT NULL,
  -- When the code last began to work and last stopped, milliseconds of the store's clock.
  published_at INTEGER,
  withdrawn_at INTEGER,
  PRIMARY KEY (store_id, code),
  CONSTRAINT voucher_publication_reference CHECK (status <> 'published' OR reference IS NOT NULL),
  CONSTRAINT voucher_publication_claim CHECK (claim IS NULL OR (calls > 0 AND next_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX voucher_publications_by_id ON voucher_publications (store_id, id);
CREATE INDEX voucher_publications_of_status ON voucher_publications (store_id, status, id);
CREATE INDEX voucher_publications_given_up ON voucher_publications (store_id, id)
  WHERE next_at IS NULL AND status IN ('held', 'withdrawing');
CREATE INDEX voucher_publications_due ON voucher_publications (store_id, connection_id, next_at)
  WHERE next_at IS NOT NULL;

CREATE INDEX voucher_publications_claimed ON voucher_publications (store_id, claim) WHERE claim IS NOT NULL;

-- Until when a shop asked not to be called, milliseconds of the real clock; null where it never did.
ALTER TABLE connections ADD COLUMN quiet_until INTEGER;

-- What the voucher's publication is, kept by a trigger so that reading a voucher reads no more rows; null where it has
-- none. The CHECK asks for null first, or each voucher without one would read rows of the list.
ALTER TABLE vouchers ADD COLUMN publication TEXT CONSTRAINT voucher_publication CHECK (
  publication IS NULL OR publication IN ('held', 'published', 'refused', 'withdrawing', 'withdrawn')
);

-- The checkout that a voucher is kept for, and until when (milliseconds): the clock ends it, no job does.
ALTER TABLE vouchers ADD COLUMN reserved_for TEXT;
ALTER TABLE vouchers ADD COLUMN reserved_until INTEGER NOT NULL DEFAULT 0;
