-- min_code_version: 1
-- Signing in at a network by a button: what must be known when the browser comes back. One row per press, used once.

create table channel_sign_in (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  kind text not null,
  -- Only this member comes back, in this session.
  member_id uuid not null references member(id), session_hash text not null,
  -- The one that is signed in anew; null: a new one is connected.
  presence_id uuid references presence(id),
  -- Of the state that travels through the network, keyed; and the end of the address it has to come back to.
  state_hash bytea not null unique, way_back text not null,
  -- What was typed, the verifier, and later the accounts to choose from with their tokens. Emptied as soon as it is over.
  sealed bytea,
  stage text not null default 'away' check (stage in ('away','back','choosing','done','failed')),
  created_at timestamptz not null default now(), expires_at timestamptz not null
);
create index channel_sign_in_over on channel_sign_in (expires_at);
select guard_workspace_tables();
