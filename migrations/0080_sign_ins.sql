-- How shoppers prove themselves by an emailed code, and how what they were given is taken back.

-- Which of a member's sessions are good: each time that all of them end, it is one more. It stands in every session, so
-- that the statement that reads or writes for the member also refuses a session from before.
ALTER TABLE members ADD COLUMN session_revision INTEGER NOT NULL DEFAULT 0;

-- The code that was last emailed to somebody: asking again replaces it. All times are real ones, also in a sandbox.
CREATE TABLE codes (
  store_id TEXT NOT NULL,
  purpose TEXT NOT NULL CONSTRAINT code_purpose CHECK (purpose IN ('sign_in', 'step_up')),
  -- Whose: of a sign-in the address's key (members.email_key), whether or not there is a member; of a step-up the member's id.
  subject TEXT NOT NULL,
  id TEXT NOT NULL,
  -- HMAC of store, purpose, subject, id and the six digits, with the Worker's own key. The digits are nowhere.
  hash TEXT NOT NULL,
  -- What a new member is called, as it was typed with the address; null where it wasn't, and of a step-up.
  first_name TEXT,
  -- Times that a code was entered, right or wrong, counted before it is looked at.
  tries INTEGER NOT NULL DEFAULT 0 CONSTRAINT code_tries CHECK (tries BETWEEN 0 AND 5),
  sent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, purpose, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX codes_expired ON codes (expires_at);

-- How often something that is limited by the hour happened since the hour began, which it does with the first time.
CREATE TABLE hourly_counts (
  store_id TEXT NOT NULL,
  -- What, and whose: a keyed hash of an address or a network, or the store itself.
  counted TEXT NOT NULL,
  since INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (store_id, counted)
) STRICT, WITHOUT ROWID;
CREATE INDEX hourly_counts_over ON hourly_counts (since);

-- A browser in which a member signed in by code, and the refresh token that is good there.
CREATE TABLE sign_ins (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  member_id TEXT NOT NULL,
  -- SHA-256 of the token that is good, and of the one before it, which was traded for it at `rotated_at`.
  token_hash TEXT NOT NULL,
  previous_hash TEXT,
  -- What made the good token of the one before: whoever shows that one gets the same again, and nobody else can make it.
  salt TEXT,
  started_at INTEGER NOT NULL,
  rotated_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- When a code was last entered there.
  code_at INTEGER NOT NULL,
  PRIMARY KEY (store_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_ins_of_member ON sign_ins (store_id, member_id, rotated_at);
CREATE INDEX sign_ins_expired ON sign_ins (expires_at);
