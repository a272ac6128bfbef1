-- Members as they are met over a counter, and the people who meet them there.

ALTER TABLE members ADD COLUMN phone TEXT;
-- SHA-256 of store and number: equality without the number itself.
ALTER TABLE members ADD COLUMN phone_key TEXT;
-- Ten digits of chance, the last of them a check digit. Null for a member from before there were any, until the scheduled
-- job or the first who asks gives one.
ALTER TABLE members ADD COLUMN number TEXT CONSTRAINT member_number CHECK (length(number) = 10);
CREATE UNIQUE INDEX members_phone ON members (store_id, phone_key) WHERE phone_key IS NOT NULL;
CREATE UNIQUE INDEX members_number ON members (store_id, number) WHERE number IS NOT NULL;
CREATE INDEX members_unnumbered ON members (store_id, id) WHERE number IS NULL;

CREATE TABLE staff (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  -- Four digits that a person types before their PIN.
  number TEXT NOT NULL CONSTRAINT staff_number CHECK (length(number) = 4),
  -- Which PIN is the person's, and which sessions are: each new PIN, and being revoked, makes it one more. The PIN itself
  -- is nowhere: it is made from this, with the Worker's own key.
  revision INTEGER NOT NULL DEFAULT 1,
  -- PINs that were wrong since the last that was right, and until when none is taken (milliseconds; 0: now).
  wrong_pins INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  PRIMARY KEY (store_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX staff_numbers ON staff (store_id, number) WHERE revoked_at IS NULL;

-- Who did what at the till, written in the transaction that does it.
CREATE TABLE till_actions (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  kind TEXT NOT NULL CONSTRAINT till_action_kind CHECK (
    kind IN ('enrolment', 'receipt', 'receipt_undone', 'refund', 'redemption', 'redemption_undone', 'voucher_use')
  ),
  -- Null where a voucher is nobody's.
  member_id TEXT,
  -- The order's id, the redemption's, or the voucher's code.
  subject TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX till_actions_of_subject ON till_actions (store_id, subject, kind);
CREATE INDEX till_actions_of_staff ON till_actions (store_id, staff_id, id);
