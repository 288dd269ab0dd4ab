-- min_code_version: 1
-- Planned posts on our own presences; warnings before a sign-in runs out;
-- test items that show how long it takes until somebody notices.

-- One per workspace: what holds for all posts, and the switch that stops them.
create table publishing (
  workspace_id uuid primary key references workspace(id),
  -- Whose posts need a second pair of eyes: everybody's, those of people who may not approve, nobody's.
  approval text not null default 'writers' check (approval in ('everybody','writers','nobody')),
  approval_minutes int not null default 240 check (approval_minutes between 5 and 10080),
  -- Later than this after its time a post asks before it leaves.
  late_minutes int not null default 15 check (late_minutes between 1 and 1440),
  paused_at timestamptz, paused_by uuid references member(id), pause_reason text not null default '', paused_for uuid references incident(id),
  version int not null default 1
);

create table planned_post (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  text text not null,
  -- What the clock on the wall shows there; `planned_at` follows from both and is never set alone.
  local_time text not null, time_zone text not null, planned_at timestamptz not null,
  state text not null default 'draft' check (state in ('draft','waiting','planned','withdrawn')),
  returned_code text, reason text not null default '',
  -- What the guideline said and somebody answered for; asked again before it leaves.
  accepted jsonb not null default '[]',
  approval_id uuid references approval(id),
  version int not null default 1,
  created_by uuid references member(id), created_at timestamptz not null default now(), changed_at timestamptz not null default now(),
  sample boolean not null default false
);
create index planned_post_time on planned_post (workspace_id, planned_at, id);
create index planned_post_due on planned_post (planned_at) where state = 'planned';

-- One per presence: its own words or those of the post, and what became of it.
create table planned_post_target (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  post_id uuid not null references planned_post(id), presence_id uuid not null references presence(id),
  text text,
  state text not null default 'open' check (state in ('open','late','sending','sent','failed','unclear','discarded')),
  -- Minted before the first attempt and equal in all of them.
  client_token text not null unique,
  next_at timestamptz, attempts smallint not null default 0, lease_until timestamptz, lease_by text,
  -- A person said: now, whatever the time is.
  is_released boolean not null default false,
  provider_id text, thread_id uuid references thread(id), error_code text, error_detail text, settled_at timestamptz,
  unique (post_id, presence_id)
);
create index planned_post_target_open on planned_post_target (post_id) where state in ('open','sending');

create table planned_post_file (
  workspace_id uuid not null references workspace(id), post_id uuid not null references planned_post(id), file_id uuid not null references file(id),
  place smallint not null, alt text not null default '', primary key (post_id, file_id)
);

-- Told once per end and step.
create table presence_warning (
  workspace_id uuid not null references workspace(id), presence_id uuid not null references presence(id), expires_at timestamptz not null, days smallint not null,
  at timestamptz not null default now(), primary key (presence_id, expires_at, days)
);
alter table presence add column reconciled_missing int, add column reconciled_taken int, add column reconcile_now boolean not null default false;

-- A way that is tried on a schedule: from an account of ours to another.
create table self_test (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  presence_id uuid not null references presence(id), from_presence_id uuid references presence(id),
  every_minutes int not null check (every_minutes between 15 and 43200), alarm_minutes int not null check (alarm_minutes between 1 and 1440),
  enabled boolean not null default true, next_at timestamptz not null default now(), version int not null default 1,
  created_by uuid references member(id), created_at timestamptz not null default now(), removed_at timestamptz
);
create unique index self_test_once on self_test (presence_id) where removed_at is null;
create index self_test_due on self_test (next_at) where enabled and removed_at is null;
create table self_test_run (
  workspace_id uuid not null references workspace(id), id uuid primary key, self_test_id uuid not null references self_test(id), presence_id uuid not null references presence(id),
  -- Stands in the words of the item; nobody can guess it.
  token text not null unique,
  state text not null default 'sending' check (state in ('sending','sent','taken','seen','answered','failed','missing')),
  lease_until timestamptz, error_code text,
  started_at timestamptz not null default now(), sent_at timestamptz, taken_at timestamptz, seen_at timestamptz, answered_at timestamptz, alarmed_at timestamptz,
  message_id uuid references message(id), case_id uuid references cases(id)
);
create index self_test_run_of on self_test_run (workspace_id, self_test_id, id desc);
create index self_test_run_open on self_test_run (started_at) where state in ('sending','sent','taken','seen');
create index self_test_run_case on self_test_run (case_id) where case_id is not null;
select guard_workspace_tables();
