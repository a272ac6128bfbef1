-- What a shopper says of themselves: the language that they read, and whether they may be sent marketing mail.

-- BCP 47, such as de-AT; null where nobody said.
ALTER TABLE members ADD COLUMN language TEXT;

-- Consent to marketing mail as it stands, which is the latest of member_consents: a trigger sets it (0089).
-- 1 where they agreed.
ALTER TABLE members ADD COLUMN marketing INTEGER NOT NULL DEFAULT 0
  CONSTRAINT member_marketing CHECK (marketing IN (0, 1));
-- When that was said, milliseconds; null where nobody ever said anything, which is no consent.
ALTER TABLE members ADD COLUMN marketing_at INTEGER;
ALTER TABLE members ADD COLUMN marketing_source TEXT
  CONSTRAINT member_marketing_source CHECK (marketing_source IN ('shopper', 'store', 'import'));

-- 1 once the shopper has said their birthday: from then on the store alone changes it.
ALTER TABLE members ADD COLUMN birthday_fixed INTEGER NOT NULL DEFAULT 0
  CONSTRAINT member_birthday_fixed CHECK (birthday_fixed IN (0, 1));

-- Everything that was said about consent, the proof of it: only ever added to.
CREATE TABLE member_consents (
  store_id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  id TEXT NOT NULL,
  -- 1 where they agreed, 0 where they refused or took it back.
  marketing INTEGER NOT NULL CONSTRAINT consent_marketing CHECK (marketing IN (0, 1)),
  -- When it was said, and when it was written down here; milliseconds. They differ for what was said elsewhere before.
  said_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  -- Who told: the shopper in a session of theirs, the store's server, or a file of members.
  source TEXT NOT NULL CONSTRAINT consent_source CHECK (source IN ('shopper', 'store', 'import')),
  -- The words that they agreed to, as they were shown; null where nobody told, and once the member is erased.
  words TEXT,
  PRIMARY KEY (store_id, member_id, id)
) STRICT, WITHOUT ROWID;
