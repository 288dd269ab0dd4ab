-- min_code_version: 1
-- Files of messages that lie at the network: fetched at once, because their addresses expire, and kept by message and index.
create table message_media (
  workspace_id uuid not null,
  message_id uuid not null references message(id),
  index smallint not null,
  presence_id uuid not null references presence(id),
  -- An address or the network's own reference; emptied when it is settled.
  remote jsonb not null,
  state text not null default 'pending' check (state in ('pending','kept','failed')),
  code text,
  attempts smallint not null default 0,
  next_at timestamptz not null default now(),
  lease_by text,
  lease_until timestamptz,
  name text not null default '',
  type text,
  bytes bytea,
  settled_at timestamptz,
  primary key (message_id, index)
);
create index message_media_due on message_media (next_at) where state = 'pending';
-- Pictures and films are packed already.
alter table message_media alter column bytes set storage external;
select guard_workspace_tables();
