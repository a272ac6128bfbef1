-- Deliveries to which nothing came yet, found by the order that they are about: its being known may be what they waited for.
-- One that is done the first time, as nearly all are, is never in it.
CREATE INDEX inbox_unsettled_of_subject ON inbox (store_id, subject) WHERE status <> 'done' AND subject IS NOT NULL;
