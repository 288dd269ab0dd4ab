-- min_code_version: 1
-- Help by a language model of the company's own choice, what must be known at closing by kind and team, and what is kept of serious words at once.

-- Without a row, and until somebody switches it on, nothing ever leaves.
create table language_help (
  workspace_id uuid primary key references workspace(id),
  enabled boolean not null default false,
  base_url text not null default '', model text not null default '', key bytea,
  uses text[] not null default '{}', team_ids uuid[] not null default '{}', channels text[] not null default '{}',
  purpose text not null default '', processor text not null default '', notice text not null default '',
  timeout_seconds int not null default 30, most_characters int not null default 12000,
  per_person_per_day int not null default 50, per_day int not null default 1000,
  version int not null default 1,
  enabled_by uuid references member(id), enabled_at timestamptz,
  changed_by uuid references member(id), changed_at timestamptz not null default now()
);
-- One row for each press, written before anything leaves; never the words.
create table language_help_call (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  case_id uuid not null references cases(id), member_id uuid not null references member(id),
  use text not null check (use in ('draft','summary','translation')), model text not null, host text not null,
  state text not null default 'asked' check (state in ('asked','done','failed')), code text,
  sent_characters int not null, received_characters int, masked int not null, took_ms int,
  accepted_as text check (accepted_as in ('draft','note')), accepted_at timestamptz,
  at timestamptz not null default now()
);
create index on language_help_call (workspace_id, id desc);
create index language_help_call_day on language_help_call (workspace_id, at);
create index language_help_call_case on language_help_call (case_id);

-- What must be known at closing: levels by field; the first exception that fits a case's kind and team holds instead.
alter table closing_policy add column levels jsonb not null default '{}';
alter table closing_policy add column exceptions jsonb not null default '[]';
alter table closing_policy add column version int not null default 1;
alter table closing_policy add column evidence text not null default 'serious' check (evidence in ('off','serious','complaints'));
update closing_policy set levels = coalesce((select jsonb_object_agg(f, 'required') from unnest(required) f), '{}');
alter table closing_policy drop column required;

-- Public words that are to be kept as they stood on arrival, and how that went.
create table evidence_due (
  workspace_id uuid not null references workspace(id), case_id uuid not null references cases(id), message_id uuid not null references message(id),
  state text not null default 'waiting' check (state in ('waiting','kept','failed')),
  tries int not null default 0, code text, next_at timestamptz not null default now(),
  at timestamptz not null default now(), settled_at timestamptz,
  primary key (case_id, message_id)
);
create index evidence_due_waiting on evidence_due (next_at) where state = 'waiting';

select guard_workspace_tables();
