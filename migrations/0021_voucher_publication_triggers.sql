-- What becomes of a voucher decides what becomes of its code over there, whoever changes it: seven writes do, some of
-- them of many vouchers at once. A call that is under way is waited for: `next_at` is then when it counts as lost.

CREATE TRIGGER vouchers_withdraw AFTER UPDATE OF status ON vouchers
WHEN OLD.status = 'issued' AND NEW.status <> 'issued'
  -- A redemption that is refused is released in the same write; a referral's voucher lives on.
  AND (NEW.publication IN ('held', 'published') OR (NEW.publication = 'refused' AND NEW.redemption_id IS NULL))
BEGIN
  UPDATE voucher_publications
  SET status = iif(calls = 0, 'withdrawn', 'withdrawing'),
    attempts = 0,
    detail = NULL,
    next_at = iif(calls = 0, NULL, iif(claim IS NULL, 0, next_at))
  WHERE store_id = NEW.store_id AND code = NEW.code;
END;

CREATE TRIGGER vouchers_publish_again AFTER UPDATE OF status ON vouchers
WHEN OLD.status <> 'issued' AND NEW.status = 'issued'
  AND NEW.publication IN ('withdrawing', 'withdrawn', 'refused')
BEGIN
  UPDATE voucher_publications
  SET status = 'held', attempts = 0, detail = NULL, next_at = iif(claim IS NULL, 0, next_at)
  WHERE store_id = NEW.store_id AND code = NEW.code;
END;

CREATE TRIGGER voucher_publications_show AFTER UPDATE OF status ON voucher_publications
WHEN NEW.status <> OLD.status
BEGIN
  UPDATE vouchers SET publication = NEW.status WHERE store_id = NEW.store_id AND code = NEW.code;
  SELECT RAISE(ABORT, 'voucher_missing') WHERE changes() <> 1;
END;
CREATE TRIGGER voucher_publications_of_voucher AFTER INSERT ON voucher_publications
BEGIN
  UPDATE vouchers SET publication = NEW.status WHERE store_id = NEW.store_id AND code = NEW.code;
  SELECT RAISE(ABORT, 'voucher_missing') WHERE changes() <> 1;
END;
