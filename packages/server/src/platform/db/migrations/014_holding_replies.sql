-- min_code_version: 1
-- Holding replies: proposed before a word that was promised runs out, sent by a person or, where a rule lets it, by it.

-- The newest version holds; without one everything is proposed an hour of service ahead and sent by people alone.
create table holding_policy (
  workspace_id uuid not null references workspace(id), version int not null check (version > 0),
  policy jsonb not null, by_member uuid references member(id), at timestamptz not null default now(),
  primary key (workspace_id, version)
);
-- The word of a case that runs out next, kept by a reader of the journal. Looked at when its time may have come: what
-- counts is worked out then, so that other hours or another policy hold at once.
create table holding_watch (
  workspace_id uuid not null references workspace(id), case_id uuid primary key references cases(id),
  source text not null check (source in ('promise','acknowledgement','target')), promise_id uuid,
  since timestamptz not null, due_at timestamptz not null, look_at timestamptz not null
) with (fillfactor = 85);
create index holding_watch_look on holding_watch (look_at) where look_at < 'infinity';
create index holding_watch_workspace on holding_watch (workspace_id);

-- One for each word that runs out. Its text is made of the facts when it is looked at or sent; no copy of it lies here.
create table holding_reply (
  workspace_id uuid not null references workspace(id), id uuid primary key, case_id uuid not null references cases(id),
  source text not null check (source in ('promise','acknowledgement','target')), promise_id uuid, due_at timestamptz not null,
  state text not null default 'proposed' check (state in ('proposed','sent','dismissed','void')),
  -- The newest words of the case then: newer ones make it void.
  based_on uuid,
  proposed_at timestamptz not null default now(),
  -- When a rule sends it, where one may; why it did not, where it must not.
  rule_at timestamptz, held_back text,
  by_rule boolean not null default false, message_id uuid, new_due_at timestamptz,
  settled_at timestamptz, settled_by uuid references member(id), reason text, void_why text,
  unique (case_id, source, due_at)
);
create unique index holding_reply_open on holding_reply (case_id) where state = 'proposed';
create index holding_reply_rule on holding_reply (rule_at) where state = 'proposed' and rule_at is not null;
create index holding_reply_message on holding_reply (message_id) where message_id is not null;
create index holding_reply_proposed on holding_reply (workspace_id, case_id) where state = 'proposed';

insert into holding_watch (workspace_id, case_id, source, promise_id, since, due_at, look_at)
  select distinct on (p.case_id) p.workspace_id, p.case_id, case when p.made_by is null and p.message_id is null then 'target' else 'promise' end, p.id, p.made_at, p.due_at, now()
  from promise p join cases c on c.id = p.case_id
  where p.state = 'open' and p.kind = 'next_update' and p.due_at > now() and c.merged_into is null
    and c.category in ('new','open','waiting_customer','waiting_internal')
  order by p.case_id, p.due_at;

-- The morning list by mail: when, and whether leads get it without asking.
create table morning_setting (
  workspace_id uuid primary key references workspace(id), to_leads boolean not null, minute_of_day smallint not null check (minute_of_day between 0 and 1439)
);
-- Who said something else for themselves.
create table morning_subscription (
  workspace_id uuid not null references workspace(id), member_id uuid primary key references member(id),
  wanted boolean not null, even_empty boolean not null default false
);
create index on morning_subscription (workspace_id);
-- Each day once, and who got what.
create table morning_run (
  workspace_id uuid not null references workspace(id), day date not null, at timestamptz not null default now(), primary key (workspace_id, day)
);
create table morning_mail (
  workspace_id uuid not null references workspace(id), member_id uuid not null references member(id), day date not null,
  cases int not null, why text not null, primary key (member_id, day)
);
create index on morning_mail (workspace_id, day);
alter table case_watched add column reason text not null default '';

select guard_workspace_tables();
