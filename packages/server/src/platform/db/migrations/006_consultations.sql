-- min_code_version: 1
-- Who can be asked, what was asked, who has a case in hand beside the team that accompanies it, and what was raised.

-- Somebody of ours, or a person without an account. A small table, read whole; arrays name topics and deputies in order.
create table expert (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  member_id uuid references member(id),
  name text not null default '', email text, phone text not null default '',
  department text not null default '',
  -- Whose hours count; null: those of the workspace.
  team_id uuid references team(id),
  topics uuid[] not null default '{}', products text[] not null default '{}', languages text[] not null default '{}',
  deputies uuid[] not null default '{}',
  created_at timestamptz not null default now(), archived_at timestamptz,
  check (member_id is not null or (name <> '' and email is not null))
);
create index expert_directory on expert (workspace_id) where archived_at is null;
create unique index expert_member on expert (member_id) where archived_at is null and member_id is not null;
-- Members have the table absence; this is for those without an account.
create table expert_absence (
  workspace_id uuid not null references workspace(id), id uuid primary key, expert_id uuid not null references expert(id),
  from_at timestamptz not null, to_at timestamptz not null check (to_at > from_at)
);
create index expert_absence_expert on expert_absence (expert_id);

-- A question to an expert while the case stays where it is. The four moments are computed once, in working time.
create table consultation (
  workspace_id uuid not null references workspace(id), id uuid primary key, case_id uuid not null references cases(id),
  asked_by uuid references member(id), asked_at timestamptz not null default now(),
  question text not null, context text not null default '', topic_id uuid,
  language text not null default 'de', presence_id uuid references presence(id),
  remind_at timestamptz not null, due_at timestamptz not null, deputy_at timestamptz not null, escalate_at timestamptz not null,
  -- Steps taken: 0 asked, 1 reminded at half time, 2 reminded when due, 3 deputy asked, 4 escalated.
  step smallint not null default 0,
  -- When the next one is due; null when none is.
  next_at timestamptz,
  state text not null default 'open' check (state in ('open','reminded','deputy_asked','escalated','answered','withdrawn')),
  -- What the case goes back to when nothing is asked any more; null when it was not put to wait.
  category_before text,
  settled_at timestamptz, settled_by uuid, reason text
);
create index consultation_case on consultation (case_id, id);
create index consultation_next on consultation (next_at) where next_at is not null;
create index consultation_asked_by on consultation (workspace_id, asked_by, id);
-- Who was asked: the expert, later the deputy. Its id is in the link and in the reply address: one person, one question.
create table consultation_request (
  workspace_id uuid not null references workspace(id), id uuid primary key, consultation_id uuid not null references consultation(id),
  place text not null check (place in ('expert','deputy')),
  expert_id uuid references expert(id), member_id uuid references member(id),
  name text not null, email text,
  asked_at timestamptz not null default now(), expires_at timestamptz not null,
  unique (consultation_id, place)
);
create index consultation_request_member on consultation_request (workspace_id, member_id, id) where member_id is not null;
create table consultation_mail (
  workspace_id uuid not null references workspace(id), request_id uuid not null references consultation_request(id),
  what text not null check (what in ('question','half','due')), outbox_id uuid not null references outbox(id), at timestamptz not null default now(),
  -- Told once that it did not arrive.
  told_at timestamptz,
  primary key (request_id, what)
);
create index consultation_mail_outbox on consultation_mail (outbox_id);
create index consultation_mail_untold on consultation_mail (at) where told_at is null;
-- Every word that came back, also late ones and those of machines; the first real one counts.
create table consultation_answer (
  workspace_id uuid not null references workspace(id), id uuid primary key, consultation_id uuid not null references consultation(id),
  request_id uuid references consultation_request(id),
  way text not null check (way in ('link','mail','app')),
  nature text not null default 'answer' check (nature in ('answer','autoreply','bounce')),
  is_late boolean not null default false,
  text text not null, author text not null, member_id uuid,
  -- From another address than the one that was asked.
  is_other_sender boolean not null default false,
  attachments jsonb not null default '[]', inlet_item_id uuid,
  -- The same mail by two ways, the same form sent twice: one answer.
  source_key text not null, note_id uuid,
  at timestamptz not null default now(),
  unique (consultation_id, source_key)
);
create index consultation_answer_item on consultation_answer (inlet_item_id) where inlet_item_id is not null;

-- The second level works on the case; the team that accompanies it stays responsible to the end.
alter table cases add column accompanying_team_id uuid;
create table handover (
  workspace_id uuid not null references workspace(id), id uuid primary key, case_id uuid not null references cases(id),
  from_team_id uuid, from_member_id uuid, accompanying_team_id uuid not null,
  to_team_id uuid, to_member_id uuid, check (to_team_id is not null or to_member_id is not null),
  what text not null, reason text not null, due_at timestamptz not null, overdue_told_at timestamptz,
  by_member uuid references member(id), at timestamptz not null default now(),
  state text not null default 'open' check (state in ('open','done','taken_back')),
  result text, settled_by uuid, settled_at timestamptz
);
create unique index handover_open on handover (case_id) where state = 'open';
create index handover_case on handover (case_id, id);
create index handover_due on handover (due_at) where state = 'open' and overdue_told_at is null;

create table escalation (
  workspace_id uuid not null references workspace(id), id uuid primary key, case_id uuid not null references cases(id),
  level smallint not null check (level in (1, 2)), reason text not null default '',
  cause text not null check (cause in ('person','consultation','overdue','handover')), by_member uuid references member(id),
  at timestamptz not null default now(), settled_at timestamptz, settled_by uuid
);
create index escalation_case on escalation (case_id, id);
create unique index escalation_open on escalation (case_id, level, cause) where settled_at is null;

-- A case that goes back and forth between teams, with its way; once per case.
create table case_ping_pong (
  workspace_id uuid not null references workspace(id), case_id uuid primary key references cases(id),
  path uuid[] not null, since timestamptz not null, at timestamptz not null default now()
);
create index case_ping_pong_workspace on case_ping_pong (workspace_id);
select guard_workspace_tables();
