-- What somebody did stays as it was written.

CREATE TRIGGER till_actions_no_update BEFORE UPDATE ON till_actions
BEGIN
  SELECT RAISE(ABORT, 'till_actions_append_only');
END;
