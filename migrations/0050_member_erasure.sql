-- A member whose data was erased on request: the row, its entries and its lots stay, and say nothing of the person.
ALTER TABLE members ADD COLUMN erased_at INTEGER;

-- What was told to a member, for exporting and erasing it.
CREATE INDEX notices_of_member ON notices (store_id, member_id, id);
