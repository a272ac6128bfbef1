-- Entries are only ever added (promise 1). One thing goes from them: the name and the words that say who it was, when
-- a person is erased. Points, dates, rule and key stay as they were written.
DROP TRIGGER entries_no_update;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
WHEN NEW.store_id <> OLD.store_id OR NEW.member_id <> OLD.member_id OR NEW.id <> OLD.id OR NEW.kind <> OLD.kind
  OR NEW.points <> OLD.points OR NEW.debt_change <> OLD.debt_change OR NEW.key <> OLD.key
  OR NEW.source IS NOT OLD.source OR NEW.program_version <> OLD.program_version OR NEW.created_at <> OLD.created_at
  OR NEW.reason NOT IN (
    json_remove(OLD.reason, '$.firstName'), json_remove(OLD.reason, '$.firstName', '$.description')
  )
BEGIN
  SELECT RAISE(ABORT, 'entry_is_final');
END;

-- The same of notices: the birthday goes, and nothing else.
DROP TRIGGER notices_no_update;
CREATE TRIGGER notices_no_update BEFORE UPDATE ON notices
WHEN OLD.number IS NOT NULL AND (
  NEW.store_id <> OLD.store_id OR NEW.id <> OLD.id OR NEW.member_id <> OLD.member_id OR NEW.kind <> OLD.kind
  OR NEW.created_at <> OLD.created_at OR NEW.number IS NOT OLD.number
  OR NEW.data <> json_set(OLD.data, '$.birthday', NULL)
)
BEGIN
  SELECT RAISE(ABORT, 'notice_is_final');
END;

-- An order that was decided before its member was erased would bring back who they were: it is decided anew.
CREATE TRIGGER orders_of_erased_insert BEFORE INSERT ON orders
WHEN (NEW.customer_id IS NOT NULL OR NEW.email_key IS NOT NULL) AND EXISTS (
  SELECT 1 FROM members WHERE store_id = NEW.store_id AND id = NEW.member_id AND erased_at IS NOT NULL
)
BEGIN
  SELECT RAISE(ABORT, 'member_erased');
END;
CREATE TRIGGER orders_of_erased_update BEFORE UPDATE OF customer_id, email_key, member_id ON orders
WHEN (NEW.customer_id IS NOT NULL OR NEW.email_key IS NOT NULL) AND EXISTS (
  SELECT 1 FROM members WHERE store_id = NEW.store_id AND id = NEW.member_id AND erased_at IS NOT NULL
)
BEGIN
  SELECT RAISE(ABORT, 'member_erased');
END;
