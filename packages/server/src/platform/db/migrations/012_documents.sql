-- min_code_version: 1
-- One concern with many threads (links, incidents, one answer to many) and what is kept of a case (causes, evidence, exports).

create table case_link (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  from_id uuid not null references cases(id), to_id uuid not null references cases(id) check (to_id <> from_id),
  kind text not null check (kind in ('related','caused_by','duplicate_of')),
  by_member uuid references member(id), at timestamptz not null default now()
);
create unique index case_link_once on case_link (workspace_id, least(from_id, to_id), greatest(from_id, to_id), kind);
create index case_link_from on case_link (from_id);
create index case_link_to on case_link (to_id);

-- One matter behind many cases: its state and next word hold for all of them.
create table incident (
  workspace_id uuid not null references workspace(id), id uuid primary key, number int not null,
  title text not null, summary text not null default '',
  state text not null default 'open' check (state in ('open','working','solved')),
  next_update_at timestamptz, next_update_text text not null default '',
  main_case_id uuid references cases(id), owner_id uuid references member(id),
  version int not null default 1,
  created_by uuid references member(id), created_at timestamptz not null default now(), solved_at timestamptz
);
create unique index on incident (workspace_id, number);
create index incident_open on incident (workspace_id, id desc) where state <> 'solved';
-- A case belongs to one incident at most.
create table incident_case (
  workspace_id uuid not null, case_id uuid primary key references cases(id), incident_id uuid not null references incident(id),
  by_member uuid references member(id), at timestamptz not null default now()
);
create index incident_case_of on incident_case (incident_id, case_id);

-- One answer to many: the words once, a row for each case. A row moves forward only, in the transaction of its sending.
create table many_answer (
  workspace_id uuid not null references workspace(id), id uuid primary key, title text not null,
  incident_id uuid references incident(id),
  content jsonb not null,
  state text not null check (state in ('waiting','sending','done','stopped')),
  approval_id uuid,
  created_by uuid not null references member(id), created_at timestamptz not null default now(),
  -- Nothing leaves before; until then it can be taken back whole.
  start_at timestamptz not null, settled_at timestamptz, stopped_by uuid references member(id)
);
create index on many_answer (workspace_id, id desc);
create index many_answer_running on many_answer (start_at) where state in ('waiting','sending');
create table many_answer_case (
  workspace_id uuid not null, many_answer_id uuid not null references many_answer(id), case_id uuid not null references cases(id),
  state text not null default 'waiting' check (state in ('waiting','queued','skipped')),
  reason text, message_id uuid, outbox_id uuid,
  -- What the writer had seen of the case: something newer skips it.
  seen_message_id uuid, overrides jsonb not null default '[]', settled_at timestamptz,
  primary key (many_answer_id, case_id)
);
create index many_answer_case_waiting on many_answer_case (many_answer_id, case_id) where state = 'waiting';
create index many_answer_case_of on many_answer_case (case_id);
create unique index many_answer_case_outbox on many_answer_case (outbox_id) where outbox_id is not null;

create table cause (
  workspace_id uuid not null references workspace(id), id uuid primary key, name text not null,
  topic_id uuid references topic(id), active boolean not null default true,
  created_by uuid references member(id), created_at timestamptz not null default now()
);
create unique index cause_name on cause (workspace_id, lower(name));
create table case_cause (
  workspace_id uuid not null, case_id uuid primary key references cases(id), cause_id uuid not null references cause(id),
  by_member uuid references member(id), at timestamptz not null default now()
);
create index case_cause_of on case_cause (workspace_id, cause_id, at);
-- What must be known before a case is closed; without a row all of it is a hint.
create table closing_policy (
  workspace_id uuid primary key references workspace(id), required text[] not null default '{}',
  changed_by uuid references member(id), changed_at timestamptz not null default now()
);

-- What somebody said in public, as it stood when it was kept: it stays when the original is changed or taken down.
create table evidence (
  workspace_id uuid not null references workspace(id), id uuid primary key, case_id uuid not null references cases(id), message_id uuid not null references message(id),
  message_version int not null, author text not null, said_at timestamptz not null, permalink text, text text not null,
  sha256 bytea not null, why text not null check (why in ('by-hand','serious')),
  kept_by uuid references member(id), kept_at timestamptz not null default now()
);
create unique index evidence_once on evidence (workspace_id, case_id, message_id, message_version);

select guard_workspace_tables();
