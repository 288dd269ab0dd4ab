-- min_code_version: 1
-- Who can do what, who is there, how cases find somebody, and why somebody got one.

-- Versions of how cases are given out; without a row nothing is pushed and nobody is counted (version 0).
create table routing_policy (
  workspace_id uuid not null,
  version int not null check (version > 0),
  policy jsonb not null,
  note text not null default '',
  by_member uuid references member(id),
  at timestamptz not null default now(),
  primary key (workspace_id, version)
);

-- What a member can do, 1 (a little) to 5 (best). The value is an id of a topic or presence, a language, a word of a
-- product, a channel.
create table member_skill (
  workspace_id uuid not null,
  member_id uuid not null references member(id),
  kind text not null check (kind in ('topic','language','product','channel','presence')),
  value text not null,
  level smallint not null check (level between 1 and 5),
  primary key (member_id, kind, value)
);
create index member_skill_workspace on member_skill (workspace_id, member_id);
-- Only where somebody differs from the rule for all.
create table member_capacity (
  workspace_id uuid not null,
  member_id uuid primary key references member(id),
  places smallint check (places between 1 and 500),
  pushes_per_hour smallint check (pushes_per_hour between 1 and 500)
);

-- Who takes cases now, as the person said so. The state of this moment only: it is overwritten and deleted, never kept,
-- so that no record of anybody's working time can be made of it. Ends with the session.
create table member_presence (
  workspace_id uuid not null,
  member_id uuid primary key references member(id),
  state text not null check (state in ('available','busy')),
  -- Somebody moved since; without a sign for a while the row goes.
  seen_at timestamptz not null default now(),
  -- Cases given within the hour that began then, and the last one, for taking turns.
  pushed smallint not null default 0,
  pushed_from timestamptz, last_push_at timestamptz,
  session_token_hash bytea references session_workspace(session_token_hash) on delete cascade
) with (fillfactor = 50);
create index member_presence_workspace on member_presence (workspace_id, member_id);
create index member_presence_session on member_presence (session_token_hash) where session_token_hash is not null;
create index member_presence_seen on member_presence (seen_at);

-- Cases without an owner in a team that gives out or passes on; the row goes when somebody has it.
create table routing_wait (
  workspace_id uuid not null,
  case_id uuid primary key references cases(id),
  team_id uuid not null references team(id),
  since timestamptz not null,
  -- To the other team then, in working time of this one; infinity: never.
  overflow_at timestamptz not null default 'infinity',
  -- Teams it went through by overflow: none sees it twice.
  path uuid[] not null default '{}',
  -- After an overflow that gives up skills.
  any_skill boolean not null default false
) with (fillfactor = 85);
create index routing_wait_team on routing_wait (workspace_id, team_id, since, case_id);
create index routing_wait_overflow on routing_wait (overflow_at) where overflow_at < 'infinity';

-- Why a case came to somebody or to a team. Facts, points and ids: no word of a customer. Who else was looked at is
-- emptied after a while, the sentence of why stays.
create table routing_decision (
  workspace_id uuid not null,
  id uuid primary key,
  case_id uuid not null references cases(id),
  way text not null check (way in ('table','push','pull','overflow','deputy','returned')),
  team_id uuid, member_id uuid, from_member uuid,
  policy_version int not null,
  reasons jsonb not null default '[]',
  facts jsonb not null default '{}',
  candidates jsonb not null default '[]',
  at timestamptz not null default now()
);
create index routing_decision_case on routing_decision (case_id, id desc);
create index routing_decision_candidates on routing_decision (at) where candidates <> '[]'::jsonb;
select guard_workspace_tables();
