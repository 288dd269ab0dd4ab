-- min_code_version: 1
-- Four eyes as one general service, and what a company may give beyond its duty.

-- One decision that is asked for. `fingerprint` says what exactly: something else needs a new approval.
create table approval (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  kind text not null check (kind in ('reply','goodwill','publishing','export','erasure')),
  subject_kind text not null, subject_id uuid not null,
  case_id uuid references cases(id),
  fingerprint text not null,
  state text not null default 'open' check (state in ('open','approved','used','rejected','withdrawn','void')),
  requested_by uuid not null references member(id),
  -- Everybody who wrote what is to be decided; none of them decides it.
  authors uuid[] not null,
  requested_at timestamptz not null default now(),
  due_at timestamptz not null,
  -- How long each step of the line has.
  step_time interval not null,
  step smallint not null default 0,
  remind_at timestamptz, overdue_told_at timestamptz,
  decided_by uuid references member(id), decided_for uuid references member(id), decided_at timestamptz,
  reason text not null default '',
  used_at timestamptz
);
-- One request at a time for a thing.
create unique index approval_running on approval (workspace_id, subject_kind, subject_id) where state in ('open','approved');
create index approval_subject on approval (workspace_id, subject_id, id desc);
create index approval_case on approval (workspace_id, case_id, id desc) where case_id is not null;
create index approval_requester on approval (workspace_id, requested_by, id desc);
create index approval_remind on approval (remind_at) where state = 'open' and remind_at is not null;
create index approval_due on approval (due_at) where state = 'open' and overdue_told_at is null;

-- Who may decide, in which order they are asked.
create table approval_line (
  workspace_id uuid not null, approval_id uuid not null references approval(id), member_id uuid not null references member(id), step smallint not null,
  primary key (approval_id, member_id)
);
-- Who was asked so far, themselves or as somebody's deputy. A mail goes out once for each.
create table approval_asked (
  workspace_id uuid not null, approval_id uuid not null references approval(id), member_id uuid not null references member(id),
  for_member uuid references member(id), step smallint not null, at timestamptz not null default now(), mailed_at timestamptz,
  primary key (approval_id, member_id)
);
create index approval_asked_member on approval_asked (workspace_id, member_id, approval_id desc);
create index approval_asked_unmailed on approval_asked (at) where mailed_at is null;

-- Which answers need four eyes: one document per version.
create table reply_approval_policy (
  workspace_id uuid not null references workspace(id), version int not null check (version > 0),
  policy jsonb not null, by_member uuid references member(id), at timestamptz not null default now(),
  primary key (workspace_id, version)
);
-- An answer that waits for a second pair of eyes: what would be sent, word by word.
create table reply_request (
  workspace_id uuid not null references workspace(id), id uuid primary key, case_id uuid not null references cases(id), thread_id uuid not null,
  member_id uuid not null references member(id), reply jsonb not null, version int not null default 1,
  edited_by uuid references member(id), may_edit_and_send boolean not null default false,
  -- The texts before this one, oldest first: {text, by, at}.
  earlier jsonb not null default '[]',
  why jsonb not null default '[]',
  state text not null default 'open' check (state in ('open','sent','returned','withdrawn')),
  returned_code text, message_id uuid, outbox_id uuid,
  at timestamptz not null default now(), settled_at timestamptz
);
create index reply_request_case on reply_request (workspace_id, case_id, id desc);
create unique index reply_request_open on reply_request (workspace_id, case_id, member_id) where state = 'open';

-- Up to which amount whom; the most specific row wins. Minor units (cents).
create table goodwill_limit (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  role text check (role in ('owner','admin','lead','agent')), team_id uuid references team(id), topic_id uuid references topic(id),
  currency text not null check (currency ~ '^[A-Z]{3}$'), amount_minor bigint not null check (amount_minor between 0 and 1000000000000)
);
create unique index goodwill_limit_once on goodwill_limit (workspace_id, currency, coalesce(role, ''), coalesce(team_id, '00000000-0000-0000-0000-000000000000'), coalesce(topic_id, '00000000-0000-0000-0000-000000000000'));
-- What each unit may spend a month; without a unit: the whole company. It covers the units below it.
create table goodwill_budget (
  workspace_id uuid not null references workspace(id), id uuid primary key, unit_id uuid references unit(id),
  currency text not null check (currency ~ '^[A-Z]{3}$'), monthly_minor bigint not null check (monthly_minor between 0 and 1000000000000), active boolean not null default true
);
create unique index goodwill_budget_once on goodwill_budget (workspace_id, currency, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'));
create table goodwill_month (
  workspace_id uuid not null, budget_id uuid not null references goodwill_budget(id), month date not null check (extract(day from month) = 1),
  amount_minor bigint not null, reserved_minor bigint not null default 0 check (reserved_minor >= 0), booked_minor bigint not null default 0 check (booked_minor >= 0),
  primary key (budget_id, month)
);
create table goodwill_policy (
  workspace_id uuid primary key references workspace(id), time_zone text not null default 'Europe/Berlin',
  overrule_team_ids uuid[] not null default '{}', due_hours int not null default 8,
  last_booking_no bigint not null default 0, last_run int not null default 0
);
-- A run of the book-keeping export: what stands in it was booked once.
create table goodwill_run (
  workspace_id uuid not null references workspace(id), id uuid primary key, number int not null, from_day date not null, to_day date not null,
  count int not null, by_member uuid not null references member(id), at timestamptz not null default now()
);
create unique index on goodwill_run (workspace_id, number);

create table goodwill (
  workspace_id uuid not null references workspace(id), id uuid primary key, case_id uuid not null references cases(id),
  kind text not null check (kind in ('refund','voucher','replacement','fee_waived','other')),
  amount_minor bigint not null check (amount_minor between 0 and 1000000000000), currency text not null check (currency ~ '^[A-Z]{3}$'),
  what text not null default '', reason text not null, valid_until date,
  state text not null check (state in ('requested','granted','rejected','withdrawn')),
  version int not null default 1,
  team_id uuid, topic_id uuid, unit_id uuid,
  requested_by uuid not null references member(id), requested_at timestamptz not null default now(),
  -- Null: within the own limit of who asked.
  approval_id uuid, granted_by uuid references member(id), granted_for uuid references member(id), granted_at timestamptz,
  ended_by uuid references member(id), ended_at timestamptz, ended_reason text not null default '',
  overruled_team_id uuid references team(id), overrule_reason text,
  promise_id uuid,
  -- What stood when it was granted last: the difference a later approver sees.
  approved jsonb,
  run_id uuid references goodwill_run(id), booking_no bigint
);
create index goodwill_case on goodwill (workspace_id, case_id, id desc);
create index goodwill_unbooked on goodwill (workspace_id, granted_at) where state = 'granted' and run_id is null;
create unique index goodwill_booking on goodwill (workspace_id, booking_no) where booking_no is not null;
create index goodwill_in_run on goodwill (run_id, booking_no) where run_id is not null;
-- What a grant holds of which budget; the month stays that of the request.
create table goodwill_charge (
  workspace_id uuid not null, goodwill_id uuid not null references goodwill(id), budget_id uuid not null references goodwill_budget(id), month date not null,
  amount_minor bigint not null, is_booked boolean not null default false,
  primary key (goodwill_id, budget_id)
);
select guard_workspace_tables();
