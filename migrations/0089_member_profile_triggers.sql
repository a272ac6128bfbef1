-- What is said last stands, whichever was written down first.
CREATE TRIGGER member_consents_stand AFTER INSERT ON member_consents
BEGIN
  UPDATE members SET marketing = NEW.marketing, marketing_at = NEW.said_at, marketing_source = NEW.source,
    changed_at = NEW.recorded_at
  WHERE store_id = NEW.store_id AND id = NEW.member_id AND (marketing_at IS NULL OR marketing_at <= NEW.said_at)
    AND (marketing_at IS NOT NEW.said_at OR marketing <> NEW.marketing OR marketing_source IS NOT NEW.source);
END;

-- A proof that could be changed is none. The words alone go, when a person is erased.
CREATE TRIGGER member_consents_no_update BEFORE UPDATE ON member_consents
WHEN NEW.store_id <> OLD.store_id OR NEW.member_id <> OLD.member_id OR NEW.id <> OLD.id
  OR NEW.marketing <> OLD.marketing OR NEW.said_at <> OLD.said_at OR NEW.recorded_at <> OLD.recorded_at
  OR NEW.source <> OLD.source OR NEW.words IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'consent_is_final');
END;
CREATE TRIGGER member_consents_no_delete BEFORE DELETE ON member_consents
BEGIN
  SELECT RAISE(ABORT, 'consent_is_final');
END;

-- As before (0079), and of language and consent too.
DROP TRIGGER members_tell_updated;
CREATE TRIGGER members_tell_updated
AFTER UPDATE OF customer_id, email, first_name, birthday, phone, segments, language, marketing, marketing_at ON members
WHEN NEW.merged_into IS NULL AND NEW.erased_at IS NULL AND (
  NEW.customer_id IS NOT OLD.customer_id OR NEW.email IS NOT OLD.email OR NEW.first_name IS NOT OLD.first_name
  OR NEW.birthday IS NOT OLD.birthday OR NEW.phone IS NOT OLD.phone OR NEW.segments <> OLD.segments
  OR NEW.language IS NOT OLD.language OR NEW.marketing <> OLD.marketing OR NEW.marketing_at IS NOT OLD.marketing_at
)
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'member.updated', NEW.id, json_object(
    'changed', json('[' || substr(
      iif(NEW.customer_id IS NOT OLD.customer_id, ',"customerId"', '') || iif(NEW.email IS NOT OLD.email, ',"email"', '')
      || iif(NEW.first_name IS NOT OLD.first_name, ',"firstName"', '')
      || iif(NEW.birthday IS NOT OLD.birthday, ',"birthday"', '') || iif(NEW.phone IS NOT OLD.phone, ',"phone"', '')
      || iif(NEW.segments <> OLD.segments, ',"segments"', '')
      || iif(NEW.language IS NOT OLD.language, ',"language"', '')
      || iif(NEW.marketing <> OLD.marketing OR NEW.marketing_at IS NOT OLD.marketing_at, ',"consent"', ''), 2) || ']')),
    coalesce(NEW.changed_at, NEW.joined_at));
END;
