-- min_code_version: 1
-- What book-keeping has taken is reversed by a line of its own; the department of a topic may object to a grant;
-- questions of closed cases end.

-- A reversal gives back what it reverses: its amount is that amount, below zero.
alter table goodwill
  add column reverses_id uuid references goodwill(id),
  -- Until when the department of the topic may object; null: nobody is asked.
  add column objectable_until timestamptz,
  add column objectable_team_id uuid references team(id);
alter table goodwill drop constraint goodwill_amount_minor_check;
alter table goodwill add constraint goodwill_amount_minor_check
  check (amount_minor between case when reverses_id is null then 0 else -1000000000000 end and case when reverses_id is null then 1000000000000 else 0 end);
create unique index goodwill_reversed_once on goodwill (reverses_id) where reverses_id is not null and state in ('requested','granted');

-- Which department answers for a topic and those below it, how many working hours it has to object, and who may
-- overrule it; nobody: its word is the last.
create table goodwill_department (
  workspace_id uuid not null references workspace(id), topic_id uuid not null references topic(id), team_id uuid not null references team(id),
  hours int not null check (hours between 1 and 720),
  overruled_by text not null check (overruled_by in ('lead','admin','owner','nobody')),
  primary key (workspace_id, topic_id)
);
create table goodwill_objection (
  workspace_id uuid not null references workspace(id), id uuid primary key, goodwill_id uuid not null references goodwill(id),
  team_id uuid not null references team(id), by_member uuid not null references member(id), at timestamptz not null default now(),
  reason text not null,
  state text not null default 'open' check (state in ('open','upheld','overruled','withdrawn')),
  decided_by uuid references member(id), decided_at timestamptz, decided_reason text not null default ''
);
create unique index goodwill_objection_once on goodwill_objection (goodwill_id) where state <> 'withdrawn';
create index goodwill_objection_of on goodwill_objection (workspace_id, goodwill_id, id);

-- Whatever hangs on a case is looked up over all that were joined into it.
create index cases_joined on cases (merged_into) where merged_into is not null;
create index consultation_running on consultation (case_id) where state not in ('answered','withdrawn');
select guard_workspace_tables();
