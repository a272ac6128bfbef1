-- What was granted is never taken away, shortened or put off (promise 9). Two things may bring an expiry nearer: points
-- that waited for an unknown day get their dates when that day comes, and a warning ends the grace that stood in for it.
DROP TRIGGER lots_not_shortened;
CREATE TRIGGER lots_not_shortened BEFORE UPDATE ON lots
WHEN NEW.store_id <> OLD.store_id OR NEW.member_id <> OLD.member_id OR NEW.id <> OLD.id
  OR NEW.source IS NOT OLD.source OR NEW.granted <> OLD.granted OR NEW.granted_at <> OLD.granted_at
  OR NEW.available_at > OLD.available_at OR NEW.expires_at < NEW.due_at
  OR (OLD.available_at < 9007199254740991 AND (
    NEW.due_at < OLD.due_at
    OR (NEW.expires_at < OLD.expires_at AND (OLD.warned_at IS NOT NULL OR NEW.warned_at IS NULL))
  ))
BEGIN
  SELECT RAISE(ABORT, 'lot_is_final');
END;

-- A lot begins empty, and never expires before the day its owner is told.
DROP TRIGGER lots_start_empty;
CREATE TRIGGER lots_start_empty BEFORE INSERT ON lots
WHEN NEW.remaining <> 0 OR NEW.expired <> 0 OR NEW.expires_at < NEW.due_at
BEGIN
  SELECT RAISE(ABORT, 'lot_is_final');
END;

-- Each entry is counted into its hour, so that a period ties out with the entries to the point.
CREATE TRIGGER entries_count AFTER INSERT ON entries
BEGIN
  INSERT INTO ledger_hours (store_id, hour, kind, rule, points, entries)
  VALUES (NEW.store_id, NEW.created_at - NEW.created_at % 3600000, NEW.kind, NEW.reason ->> 'rule', NEW.points, 1)
  ON CONFLICT (store_id, hour, kind, rule) DO UPDATE SET
    points = points + excluded.points, entries = entries + 1;
END;

CREATE TRIGGER notices_number AFTER INSERT ON notices
BEGIN
  UPDATE notices
  SET number = 1 + (SELECT coalesce(max(number), 0) FROM notices WHERE store_id = NEW.store_id)
  WHERE store_id = NEW.store_id AND id = NEW.id;
END;
CREATE TRIGGER notices_no_update BEFORE UPDATE ON notices
WHEN OLD.number IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'notice_is_final');
END;
