-- A store's look as the store wrote it (worker/stores/look.ts), but for its colour, which is `accent`: JSON. NULL: the look
-- that every store begins with.
ALTER TABLE stores ADD COLUMN look TEXT CONSTRAINT store_look CHECK (look IS NULL OR json_valid(look));
