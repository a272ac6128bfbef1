-- What the ledger refuses by itself, whatever code runs on top of it.

CREATE TRIGGER guard_check INSTEAD OF INSERT ON guard WHEN NEW.ok IS NOT 1
BEGIN
  SELECT RAISE(ABORT, NEW.code);
END;

-- Entries and their moves are only ever added (promise 1).
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entry_is_final');
END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries
BEGIN
  SELECT RAISE(ABORT, 'entry_is_final');
END;
CREATE TRIGGER lot_moves_no_update BEFORE UPDATE ON lot_moves
BEGIN
  SELECT RAISE(ABORT, 'entry_is_final');
END;
CREATE TRIGGER lot_moves_no_delete BEFORE DELETE ON lot_moves
BEGIN
  SELECT RAISE(ABORT, 'entry_is_final');
END;

-- Moves come first and their entry closes them: from then on none may be added (promise 2).
CREATE TRIGGER lot_moves_before_entry BEFORE INSERT ON lot_moves
WHEN EXISTS (
  SELECT 1 FROM entries
  WHERE store_id = NEW.store_id AND member_id = NEW.member_id AND id = NEW.entry_id
)
BEGIN
  SELECT RAISE(ABORT, 'entry_is_final');
END;
CREATE TRIGGER lot_moves_apply AFTER INSERT ON lot_moves
BEGIN
  UPDATE lots
  SET remaining = remaining + NEW.points, expired = expired - NEW.points * NEW.expiring
  WHERE store_id = NEW.store_id AND member_id = NEW.member_id AND id = NEW.lot_id;
  SELECT RAISE(ABORT, 'lot_missing') WHERE changes() <> 1;
END;

-- An entry is worth what its moves moved, less what it added to the debt (promise 2).
CREATE TRIGGER entries_balanced BEFORE INSERT ON entries
WHEN NEW.points + NEW.debt_change <> (
  SELECT coalesce(sum(points), 0) FROM lot_moves
  WHERE store_id = NEW.store_id AND member_id = NEW.member_id AND entry_id = NEW.id
)
BEGIN
  SELECT RAISE(ABORT, 'entry_out_of_balance');
END;
CREATE TRIGGER entries_apply AFTER INSERT ON entries
BEGIN
  UPDATE balances
  SET total = total + NEW.points, debt = debt + NEW.debt_change
  WHERE store_id = NEW.store_id AND member_id = NEW.member_id;
  SELECT RAISE(ABORT, 'balance_missing') WHERE changes() <> 1;
END;

-- What was granted is never taken away, shortened or put off (promise 9).
CREATE TRIGGER lots_not_shortened BEFORE UPDATE ON lots
WHEN NEW.store_id <> OLD.store_id OR NEW.member_id <> OLD.member_id OR NEW.id <> OLD.id
  OR NEW.source IS NOT OLD.source OR NEW.granted <> OLD.granted OR NEW.granted_at <> OLD.granted_at
  OR NEW.available_at > OLD.available_at OR NEW.expires_at < OLD.expires_at
BEGIN
  SELECT RAISE(ABORT, 'lot_is_final');
END;
CREATE TRIGGER lots_no_delete BEFORE DELETE ON lots
BEGIN
  SELECT RAISE(ABORT, 'lot_is_final');
END;
CREATE TRIGGER lots_start_empty BEFORE INSERT ON lots WHEN NEW.remaining <> 0 OR NEW.expired <> 0
BEGIN
  SELECT RAISE(ABORT, 'lot_is_final');
END;
CREATE TRIGGER balances_no_delete BEFORE DELETE ON balances
BEGIN
  SELECT RAISE(ABORT, 'balance_is_final');
END;

-- A program's versions stay as they were published.
CREATE TRIGGER programs_no_update BEFORE UPDATE ON programs
BEGIN
  SELECT RAISE(ABORT, 'program_is_final');
END;
CREATE TRIGGER programs_no_delete BEFORE DELETE ON programs
BEGIN
  SELECT RAISE(ABORT, 'program_is_final');
END;
