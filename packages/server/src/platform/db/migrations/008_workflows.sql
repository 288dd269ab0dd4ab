-- min_code_version: 1
-- Rules that run by events, times or a person's hand, what they did, and the actions that reach outside.

create table workflow (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  -- Which of the shipped ones it came from; null: the workspace's own.
  shipped_key text,
  name text not null,
  version int not null default 1,
  definition jsonb not null,
  -- 'event', 'time', 'daily', 'manual': what the definition's trigger says, for the readers' queries.
  trigger_kind text not null check (trigger_kind in ('event','time','daily','manual')),
  -- Whose rights are asked at each action.
  owner_id uuid not null references member(id),
  enabled boolean not null default false,
  -- Why it stands still although it is switched on; null: it runs.
  paused_reason text, paused_detail jsonb, paused_at timestamptz,
  failures int not null default 0,
  -- Moments up to here have been looked at (times and daily).
  swept_until timestamptz,
  archived_at timestamptz,
  created_at timestamptz not null default now()
);
create index on workflow (workspace_id) where archived_at is null;
create unique index on workflow (workspace_id, shipped_key) where shipped_key is not null and archived_at is null;

create table workflow_version (
  workspace_id uuid not null,
  workflow_id uuid not null references workflow(id),
  version int not null check (version > 0),
  name text not null,
  definition jsonb not null,
  note text not null default '',
  by_member uuid references member(id),
  at timestamptz not null default now(),
  primary key (workflow_id, version)
);

-- One row per rule, version and cause: an entry of the journal, a moment, or a person's hand.
create table workflow_run (
  workspace_id uuid not null,
  id uuid primary key,
  workflow_id uuid not null references workflow(id),
  version int not null,
  case_id uuid not null,
  journal_seq bigint,
  moment timestamptz,
  by_member uuid references member(id),
  -- How many rules stand between this one and what a person, a customer or a clock did, and which.
  depth smallint not null default 0,
  chain uuid[] not null default '{}',
  state text not null check (state in ('done','failed','refused','stopped')),
  trace jsonb not null default '[]',
  outcome jsonb not null default '[]',
  at timestamptz not null default now()
);
create unique index workflow_run_entry on workflow_run (workflow_id, version, journal_seq, case_id) where journal_seq is not null;
create unique index workflow_run_moment on workflow_run (workflow_id, case_id, moment) where moment is not null;
create index workflow_run_newest on workflow_run (workflow_id, id desc);
create index workflow_run_case on workflow_run (case_id, id desc);

-- Actions that reach outside, each set up once: a signed webhook, a mail, a document from a template.
create table catalog_action (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  kind text not null check (kind in ('webhook','mail','document')),
  name text not null,
  settings jsonb not null,
  -- Sealed signing secrets of a webhook.
  secrets bytea,
  enabled boolean not null default true,
  -- Why the program switched it off: 'gone' (410).
  disabled_reason text,
  -- Not before: the receiver asked for time (429, 502, 504).
  throttled_until timestamptz,
  version int not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null default now()
);
create index on catalog_action (workspace_id) where archived_at is null;

-- What is to be done outside, once each; the id is the webhook-id, the same over all attempts.
create table action_delivery (
  workspace_id uuid not null,
  id uuid primary key,
  action_id uuid not null references catalog_action(id),
  case_id uuid,
  run_id uuid,
  workflow_id uuid,
  -- Who asked for it by hand (a macro, a test).
  by_member uuid references member(id),
  is_test boolean not null default false,
  state text not null default 'queued' check (state in ('queued','working','done','failed')),
  payload jsonb not null,
  options jsonb not null default '{}',
  attempts smallint not null default 0,
  -- Since it was queued last (a replay begins the table of retries anew).
  tries smallint not null default 0,
  next_at timestamptz not null default now(),
  lease_until timestamptz, lease_by text,
  code text,
  result jsonb not null default '{}',
  created_at timestamptz not null default now(),
  settled_at timestamptz
);
create index action_delivery_due on action_delivery (next_at) where state in ('queued','working');
create index action_delivery_log on action_delivery (action_id, id desc);
create index action_delivery_case on action_delivery (case_id, id desc) where case_id is not null;

create table action_attempt (
  workspace_id uuid not null,
  delivery_id uuid not null references action_delivery(id),
  n smallint not null,
  at timestamptz not null default now(),
  -- HTTP status of the answer; null when none came.
  status smallint,
  code text,
  took_ms int not null,
  primary key (delivery_id, n)
);

-- Files of a case that no message carries: documents that a rule or a person made.
create table case_document (
  workspace_id uuid not null,
  case_id uuid not null references cases(id),
  file_id uuid not null references file(id),
  delivery_id uuid references action_delivery(id),
  at timestamptz not null default now(),
  primary key (case_id, file_id)
);
select guard_workspace_tables();
