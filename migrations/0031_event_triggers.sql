-- The log is written by the database itself, so that no writer can forget to tell what it did.

CREATE TRIGGER tell_event INSTEAD OF INSERT ON tell
BEGIN
  INSERT INTO events (store_id, number, type, member_id, data, created_at)
  SELECT NEW.store_id, 1 + coalesce(max(number), 0), NEW.type, NEW.member_id, NEW.data, NEW.at
  FROM events WHERE store_id = NEW.store_id;
END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN
  SELECT RAISE(ABORT, 'event_is_final');
END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN
  SELECT RAISE(ABORT, 'event_is_final');
END;

-- Before the entry is counted into the balance, for the order of two triggers after it is nobody's to choose. json_patch
-- leaves out what is null.
CREATE TRIGGER entries_tell BEFORE INSERT ON entries
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  SELECT NEW.store_id,
    'points.' || iif(NEW.reason ->> 'rule' = 'adjustment', 'adjusted',
      iif(NEW.reason ->> 'rule' IN
      ('transfer_sent', 'transfer_received', 'merge_sent', 'merge_received', 'merge_carried'), 'transferred',
      iif(NEW.kind = 'earn', 'earned',
      iif(NEW.kind = 'redeem', 'redeemed',
      iif(NEW.kind = 'refund', 'refunded',
      iif(NEW.kind = 'release', 'released',
      iif(NEW.kind = 'expire', 'expired', 'expiry_reversed'))))))),
    NEW.member_id,
    json_patch(
      json_object('entryId', NEW.id, 'points', NEW.points, 'balance', balances.total + NEW.points,
        'debt', balances.debt + NEW.debt_change, 'rule', NEW.reason ->> 'rule', 'programVersion', NEW.program_version),
      json_object('orderId', NEW.reason ->> 'orderId', 'rewardName', NEW.reason ->> 'rewardName',
        'voucherCode', NEW.reason ->> 'voucherCode', 'actionId', NEW.reason ->> 'actionId',
        'tier', NEW.reason ->> 'tier', 'campaigns', json(NEW.reason -> 'campaigns'),
        'availableAt', iif(lots.available_at < 9007199254740991, lots.available_at, NULL),
        'expiresAt', iif(lots.due_at < 9007199254740991, lots.due_at, NULL))),
    NEW.created_at
  FROM balances LEFT JOIN lots
    ON lots.store_id = balances.store_id AND lots.member_id = balances.member_id AND lots.id = NEW.id
  WHERE balances.store_id = NEW.store_id AND balances.member_id = NEW.member_id;
END;

-- Each state of an order that was taken is a revision of its row.
CREATE TRIGGER orders_tell_created AFTER INSERT ON orders
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'order.created', NEW.member_id, json_object(
    'orderId', NEW.id, 'revision', NEW.revision, 'points', NEW.points, 'currency', NEW.state ->> 'currency',
    'placedAt', NEW.state ->> 'placedAt', 'updatedAt', NEW.state ->> 'updatedAt', 'paidAt', NEW.state ->> 'paidAt',
    'cancelledAt', NEW.state ->> 'cancelledAt', 'fulfilledAt', NEW.state ->> 'fulfilledAt',
    'refunds', json_array_length(NEW.state, '$.refunds')), coalesce(NEW.changed_at, NEW.updated_at));
END;
CREATE TRIGGER orders_tell_updated AFTER UPDATE OF revision ON orders WHEN NEW.revision <> OLD.revision
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'order.updated', NEW.member_id, json_object(
    'orderId', NEW.id, 'revision', NEW.revision, 'points', NEW.points, 'currency', NEW.state ->> 'currency',
    'placedAt', NEW.state ->> 'placedAt', 'updatedAt', NEW.state ->> 'updatedAt', 'paidAt', NEW.state ->> 'paidAt',
    'cancelledAt', NEW.state ->> 'cancelledAt', 'fulfilledAt', NEW.state ->> 'fulfilledAt',
    'refunds', json_array_length(NEW.state, '$.refunds'), 'formerPoints', OLD.points,
    'formerMemberId', iif(NEW.member_id IS NOT OLD.member_id, OLD.member_id, NULL)),
    coalesce(NEW.changed_at, NEW.updated_at));
END;

CREATE TRIGGER vouchers_tell_issued AFTER INSERT ON vouchers
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'voucher.issued', NEW.member_id, json_object(
    'code', coalesce(NEW.details ->> 'code', NEW.code), 'name', NEW.name, 'type', NEW.type, 'source', NEW.source,
    'points', NEW.points, 'amount', NEW.amount, 'currency', NEW.currency, 'orderId', NEW.order_id,
    'redemptionId', NEW.redemption_id, 'referralId', NEW.referral_id,
    'availableAt', NEW.available_at, 'expiresAt', NEW.expires_at), NEW.created_at);
END;
CREATE TRIGGER vouchers_tell_changed AFTER UPDATE OF status, order_id ON vouchers
WHEN NEW.status <> OLD.status OR (NEW.status = 'used' AND NEW.order_id IS NOT OLD.order_id)
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'voucher.' || iif(NEW.status = 'issued', 'restored', iif(NEW.status = 'void', 'voided', NEW.status)),
    NEW.member_id, json_object(
    'code', coalesce(NEW.details ->> 'code', NEW.code), 'name', NEW.name, 'type', NEW.type, 'source', NEW.source,
    'points', NEW.points, 'amount', NEW.amount, 'currency', NEW.currency, 'orderId', NEW.order_id,
    'redemptionId', NEW.redemption_id, 'referralId', NEW.referral_id,
    'availableAt', NEW.available_at, 'expiresAt', NEW.expires_at), coalesce(NEW.changed_at, NEW.created_at));
END;

-- Of the advocate: the friend has no name here, and neither has the link, whose code may be one. What goes when a person
-- is erased is no news of the referral.
CREATE TRIGGER referrals_tell_claimed AFTER INSERT ON referrals
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'referral.claimed', NEW.advocate_id, json_object(
    'referralId', NEW.id, 'voucherCode', NEW.voucher_code, 'status', NEW.status,
    'orderId', NEW.order_id, 'points', NEW.points, 'advocateVoucherCode', NEW.advocate_voucher_code,
    'availableAt', NEW.available_at, 'detail', NEW.detail), NEW.claimed_at);
END;
CREATE TRIGGER referrals_tell_updated AFTER UPDATE OF revision ON referrals
WHEN NEW.revision <> OLD.revision AND NEW.code = OLD.code AND NEW.friend_email_key = OLD.friend_email_key
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'referral.updated', NEW.advocate_id, json_object(
    'referralId', NEW.id, 'voucherCode', NEW.voucher_code, 'status', NEW.status,
    'orderId', NEW.order_id, 'points', NEW.points, 'advocateVoucherCode', NEW.advocate_voucher_code,
    'availableAt', NEW.available_at, 'detail', NEW.detail), coalesce(NEW.changed_at, NEW.claimed_at));
END;

CREATE TRIGGER notices_tell AFTER INSERT ON notices
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id,
    iif(NEW.kind = 'tier_changed', 'tier.changed',
      iif(NEW.kind = 'expiry_warning', 'points.expiring', iif(NEW.kind = 'birthday', 'member.birthday', 'notice.' || NEW.kind))),
    NEW.member_id, json_set(json_remove(NEW.data, '$.birthday'), '$.noticeId', NEW.id), NEW.created_at);
END;

CREATE TRIGGER programs_tell AFTER INSERT ON programs
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  VALUES (NEW.store_id, 'program.published', NULL,
    json_object('version', NEW.version, 'name', NEW.document ->> 'name'), NEW.published_at);
END;

-- What the store itself switched off is no news to it.
CREATE TRIGGER webhook_endpoints_tell_disabled AFTER UPDATE OF disabled_at ON webhook_endpoints
WHEN OLD.disabled_at IS NULL AND NEW.disabled_because IN ('gone', 'failing')
BEGIN
  INSERT INTO tell (store_id, type, member_id, data, at)
  SELECT NEW.store_id, 'webhook_endpoint.disabled', NULL,
    json_object('endpointId', NEW.id, 'reason', NEW.disabled_because), NEW.disabled_at + clock_offset
  FROM stores WHERE id = NEW.store_id;
END;
