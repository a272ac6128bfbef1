-- Two customers that a platform made one: the member of the one is emptied into the member of the other.

-- The member that this one was merged into, itself never merged: whoever names this one's customer means that one.
ALTER TABLE members ADD COLUMN merged_into TEXT;
CREATE INDEX members_merged ON members (store_id, merged_into) WHERE merged_into IS NOT NULL;

-- 1 where the member was merged into another. They have nothing, and no entry can give them anything any more.
ALTER TABLE balances ADD COLUMN merged INTEGER NOT NULL DEFAULT 0
  CONSTRAINT member_merged CHECK (merged = 0 OR (merged = 1 AND total = 0 AND debt = 0));
