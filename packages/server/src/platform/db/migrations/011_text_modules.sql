-- min_code_version: 1
-- Text modules, guided processes and tasks.

create table text_module (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  -- Whose own it is; null: the house's.
  member_id uuid references member(id),
  owner_id uuid references member(id),
  title text not null,
  folder text not null default '',
  topic_id uuid references topic(id),
  channels text[] not null default '{}',
  variants jsonb not null,
  is_active boolean not null default true,
  valid_until date,
  version int not null default 1,
  changed_by uuid references member(id),
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  created_at timestamptz not null default now()
);
create index on text_module (workspace_id) where archived_at is null;

create table text_module_version (
  workspace_id uuid not null,
  module_id uuid not null references text_module(id),
  version int not null check (version > 0),
  title text not null,
  variants jsonb not null,
  by_member uuid references member(id),
  at timestamptz not null default now(),
  primary key (module_id, version)
);

-- Goes up with every change of a module: what was worked out from all of them is kept under it.
create table text_module_state (workspace_id uuid primary key references workspace(id), version bigint not null default 0);

-- Which module went into which answer; goes again when the answer is taken back.
create table text_module_use (
  workspace_id uuid not null,
  message_id uuid not null references message(id),
  module_id uuid not null references text_module(id),
  case_id uuid not null,
  at timestamptz not null default now(),
  primary key (message_id, module_id)
);
create index text_module_use_newest on text_module_use (workspace_id, at desc);
create index text_module_use_module on text_module_use (module_id, at desc);

-- A guided process: what is to be done and asked in cases of a topic.
create table checklist (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  name text not null,
  -- Null: only by hand.
  topic_id uuid references topic(id),
  steps jsonb not null,
  is_active boolean not null default true,
  version int not null default 1,
  changed_by uuid references member(id),
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  created_at timestamptz not null default now()
);
create index checklist_topic on checklist (workspace_id, topic_id) where archived_at is null;

create table checklist_version (
  workspace_id uuid not null,
  checklist_id uuid not null references checklist(id),
  version int not null check (version > 0),
  name text not null,
  steps jsonb not null,
  by_member uuid references member(id),
  at timestamptz not null default now(),
  primary key (checklist_id, version)
);

-- A checklist that somebody began in a case, or put there: it stays as it was then.
create table case_checklist (
  workspace_id uuid not null,
  id uuid primary key,
  case_id uuid not null references cases(id),
  checklist_id uuid not null references checklist(id),
  version int not null,
  name text not null,
  steps jsonb not null,
  begun_by uuid references member(id),
  begun_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid references member(id),
  removed_reason text
);
-- Put away stays put away: one of a topic does not come back by itself.
create unique index case_checklist_once on case_checklist (case_id, checklist_id);

create table case_checklist_tick (
  workspace_id uuid not null,
  case_checklist_id uuid not null references case_checklist(id),
  step_id text not null,
  -- 'done', or 'skipped' with why.
  state text not null check (state in ('done','skipped')),
  reason text not null default '',
  by_member uuid references member(id),
  at timestamptz not null default now(),
  primary key (case_checklist_id, step_id)
);

create table task (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  case_id uuid not null references cases(id),
  text text not null,
  assignee_id uuid references member(id),
  team_id uuid references team(id),
  due_at timestamptz,
  state text not null default 'open' check (state in ('open','done')),
  version int not null default 1,
  created_by uuid references member(id),
  created_at timestamptz not null default now(),
  settled_by uuid references member(id),
  settled_at timestamptz,
  check (assignee_id is not null or team_id is not null)
);
create index task_case on task (case_id, id);
create index task_assignee on task (assignee_id, due_at) where state = 'open';
create index task_team on task (team_id, due_at) where state = 'open';

select guard_workspace_tables();
