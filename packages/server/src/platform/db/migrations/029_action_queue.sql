-- min_code_version: 1
-- What is due of each action by itself: a receiver that is dead or switched off, with thousands waiting for it, is passed by.
create index action_delivery_queue on action_delivery (action_id, next_at) where state in ('queued','working');
drop index action_delivery_due;
