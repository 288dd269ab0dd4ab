-- min_code_version: 1
-- What is due is looked for per presence: one channel's flood is not read through to find the others' words.
create index outbox_presence_due on outbox (presence_id, send_at) where state = 'queued';
create index message_media_presence on message_media (presence_id, next_at) where state = 'pending';
-- When it first was unclear, also after a person said "send again": what the network tells of it later still finds it.
alter table outbox add column unclear_at timestamptz;
alter table planned_post_target add column unclear_at timestamptz;
create index outbox_unclear on outbox (thread_id) where unclear_at is not null and provider_id is null;
create index planned_post_target_unclear on planned_post_target (presence_id) where unclear_at is not null and provider_id is null;
update outbox set unclear_at = settled_at where state = 'unclear';
update planned_post_target set unclear_at = settled_at where state = 'unclear';
select guard_workspace_tables();
