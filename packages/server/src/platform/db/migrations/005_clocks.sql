-- min_code_version: 1
-- Service hours: of the house (neither team nor presence), of a team, of a presence. Special days stand within, so that a
-- version is one row; it says which hours a due time was worked out with.
create table calendar (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  team_id uuid references team(id),
  presence_id uuid references presence(id),
  hours jsonb not null,
  version int not null default 1,
  changed_by uuid references member(id),
  changed_at timestamptz not null default now(),
  check (num_nonnulls(team_id, presence_id) <= 1)
);
create unique index calendar_place on calendar (workspace_id, coalesce(team_id, presence_id, workspace_id));

-- Targets: the newest version holds, without one the default rule alone. Its simplest two values stay in the settings.
create table target_version (
  workspace_id uuid not null,
  version int not null check (version > 0),
  rules jsonb not null,
  by_member uuid references member(id),
  at timestamptz not null default now(),
  primary key (workspace_id, version)
);

-- One per target or promise of a case, written by a reader of the journal. Due is worked out once and stored; what a list
-- orders by (cases.answer_due_at, cases.next_update_at) says the same.
create table clock (
  workspace_id uuid not null,
  id uuid primary key,
  case_id uuid not null references cases(id),
  kind text not null check (kind in ('first_answer','next_answer','resolution','next_update')),
  -- Of a promise: the person's date, no rule's.
  promise_id uuid,
  -- Due by a rule (or by none: then 'infinity'), and not by a person or an accident; only such are worked out anew.
  by_rule boolean not null default true,
  rule_id text, rule_version int, hours_stamp text not null default '',
  in_service_hours boolean not null default false,
  average_minutes int, at_most_minutes int,
  started_at timestamptz not null,
  -- [{from, to, pausedFor}], the last one of an open clock without an end.
  segments jsonb not null,
  paused boolean not null default false,
  due_at timestamptz not null,
  warn_at timestamptz not null default 'infinity',
  warned_at timestamptz, breached_at timestamptz,
  closed_at timestamptz,
  outcome text check (outcome in ('met','breached','dropped')),
  -- The outbox item or message that stopped it, so that taking it back lets it run on.
  closed_by uuid,
  check ((closed_at is null) = (outcome is null))
) with (fillfactor = 85);
create index clock_case on clock (case_id, id);
create unique index clock_open on clock (case_id, kind) where closed_at is null and kind <> 'next_update';
create unique index clock_promise on clock (promise_id) where promise_id is not null;
-- The sweep: what is due, what is soon due. Told rows leave the index.
create index clock_due on clock (due_at) where closed_at is null and not paused and breached_at is null and due_at < 'infinity';
create index clock_warn on clock (warn_at) where closed_at is null and not paused and warned_at is null and warn_at < 'infinity';
create index clock_workspace_open on clock (workspace_id, id) where closed_at is null;
create index clock_workspace_newest on clock (workspace_id, started_at desc, id desc);

-- Working out due times anew after a change: batch by batch, each in a transaction that moves after_id on.
create table clock_run (
  workspace_id uuid not null,
  id uuid primary key,
  cause text not null,
  by_member uuid,
  after_id uuid,
  looked int not null default 0, changed int not null default 0,
  started_at timestamptz not null default now(),
  done_at timestamptz
);
create index clock_run_newest on clock_run (workspace_id, id desc);
create index clock_run_open on clock_run (id) where done_at is null;

select guard_workspace_tables();
