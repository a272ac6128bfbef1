-- What is told of members: which fields changed, never what they hold. A row that stands for somebody who was merged into
-- another is no member of its own, and is told of once, when it becomes that.
CREATE TRIGGER members_tell_created AFTER INSERT ON members WHEN NEW.merged_into IS NULL
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'member.created', NEW.id, '{}', NEW.joined_at);
END;
CREATE TRIGGER members_tell_updated AFTER UPDATE OF customer_id, email, first_name, birthday, phone, segments ON members
WHEN NEW.merged_into IS NULL AND NEW.erased_at IS NULL AND (
  NEW.customer_id IS NOT OLD.customer_id OR NEW.email IS NOT OLD.email OR NEW.first_name IS NOT OLD.first_name
  OR NEW.birthday IS NOT OLD.birthday OR NEW.phone IS NOT OLD.phone OR NEW.segments <> OLD.segments
)
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'member.updated', NEW.id, json_object(
    'changed', json('[' || substr(
      iif(NEW.customer_id IS NOT OLD.customer_id, ',"customerId"', '') || iif(NEW.email IS NOT OLD.email, ',"email"', '')
      || iif(NEW.first_name IS NOT OLD.first_name, ',"firstName"', '')
      || iif(NEW.birthday IS NOT OLD.birthday, ',"birthday"', '') || iif(NEW.phone IS NOT OLD.phone, ',"phone"', '')
      || iif(NEW.segments <> OLD.segments, ',"segments"', ''), 2) || ']')),
    coalesce(NEW.changed_at, NEW.joined_at));
END;
-- Of the member who is kept.
CREATE TRIGGER members_tell_merged AFTER UPDATE OF merged_into ON members
WHEN OLD.merged_into IS NULL AND NEW.merged_into IS NOT NULL
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'member.merged', NEW.merged_into, json_object('from', NEW.id, 'into', NEW.merged_into),
    coalesce(NEW.changed_at, NEW.joined_at));
END;
CREATE TRIGGER members_tell_erased AFTER UPDATE OF erased_at ON members
WHEN OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.merged_into IS NULL
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'member.erased', NEW.id, '{}', NEW.erased_at);
END;
