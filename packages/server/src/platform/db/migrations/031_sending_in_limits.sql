-- min_code_version: 1
-- A long answer leaves in numbered parts, one row each: `first_part` is the row of the first, in that one too. Null: one piece.
alter table outbox add column part smallint not null default 1, add column parts smallint not null default 1, add column first_part uuid;
create unique index outbox_parts on outbox (first_part, part) where first_part is not null;

-- Something done to a message on the network: a like, hiding it. At most once by itself, like a sending.
create table message_action (
  workspace_id uuid not null,
  id uuid primary key,
  message_id uuid not null references message(id),
  presence_id uuid not null references presence(id),
  case_id uuid not null references cases(id),
  action text not null check (action in ('like','unlike','hide','unhide','delete','pin','unpin')),
  -- What it and its opposite change: only one of them may be under way for a message.
  topic text not null check (topic in ('like','hide','delete','pin')),
  reason text not null default '',
  state text not null default 'queued' check (state in ('queued','working','done','failed','unclear')),
  attempts smallint not null default 0,
  next_at timestamptz not null default now(),
  lease_until timestamptz, lease_by text,
  error_code text,
  asked_by uuid, asked_at timestamptz not null default now(), settled_at timestamptz
);
create unique index message_action_one on message_action (message_id, topic) where state in ('queued','working');
create index message_action_due on message_action (next_at) where state in ('queued','working');
create index message_action_message on message_action (message_id, id);
create index message_action_case on message_action (case_id, id);

-- An answer too long for a network, as a page of our own: public for who has the address, until it expires or is withdrawn.
create table service_note (
  workspace_id uuid not null,
  id uuid primary key,
  case_id uuid not null references cases(id),
  -- Unguessable; the only way in.
  token text not null unique,
  title text not null,
  body text not null,
  language text not null check (language in ('de','en')),
  -- May search engines keep it?
  indexed boolean not null default false,
  -- Personal data that was found and let stand, by kind, with who said why.
  found_kinds text[] not null default '{}',
  confirmed_by uuid, confirmed_reason text,
  created_by uuid, created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  withdrawn_at timestamptz, withdrawn_by uuid, withdrawn_reason text
);
create index service_note_list on service_note (workspace_id, id desc);
create index service_note_case on service_note (case_id, id);
select guard_workspace_tables();
