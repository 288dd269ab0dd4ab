-- min_code_version: 1
-- What networks tell of a message after it was said: when it was last changed, that it is hidden, signs under it.
alter table message add column changed_at timestamptz, add column hidden_at timestamptz, add column hiding_told_at timestamptz;
create table message_reaction (
  workspace_id uuid not null,
  message_id uuid not null references message(id),
  actor_key text not null,
  emoji text not null,
  present boolean not null,
  at timestamptz not null,
  primary key (message_id, actor_key, emoji)
);
-- Receipts name what was handed over by the id the network gave it.
create index outbox_provider on outbox (presence_id, provider_id) where provider_id is not null;
select guard_workspace_tables();
