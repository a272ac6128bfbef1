-- An address that is no longer a member's proves nothing of them any more: neither codes on their way to it, nor what
-- was signed in with one. Where two members become one, the sign-ins have moved on before the address does.
CREATE TRIGGER members_address_gone AFTER UPDATE OF email_key ON members
WHEN OLD.email_key IS NOT NULL AND NEW.email_key IS NOT OLD.email_key
BEGIN
  DELETE FROM codes WHERE store_id = OLD.store_id AND (purpose, subject) IN (
    VALUES ('sign_in', OLD.email_key), ('step_up', OLD.id)
  );
  DELETE FROM sign_ins WHERE store_id = OLD.store_id AND member_id = OLD.id;
END;
