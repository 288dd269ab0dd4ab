-- min_code_version: 1
-- What a customer was promised, beside the next word; what speaks against closing; cases that stall; the morning list.

alter table promise
  add column kind text not null default 'next_update' check (kind in ('next_update','refund','return_of_originals','call_back','document','other')),
  -- Null: whoever has the case.
  add column owner_id uuid references member(id),
  -- What exactly: an amount, which originals, which document.
  add column what text not null default '',
  add column proof_kind text check (proof_kind in ('message','file','goodwill','words')),
  add column proof_id uuid,
  add column proof_words text,
  add column replaced_by uuid;
alter table promise add constraint promise_proof check ((proof_kind is null) = (proof_id is null and proof_words is null));
create index promise_owner on promise (workspace_id, owner_id, due_at) where state = 'open' and owner_id is not null;

-- Why a case seems to stall: worked out by a reader of the journal for the cases that changed.
alter table cases add column stalled smallint not null default 0;
create index cases_stalled on cases (workspace_id, due_at, id)
  where stalled >= 3 and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create table case_stalled (
  workspace_id uuid not null references workspace(id), case_id uuid primary key references cases(id),
  score smallint not null, reasons jsonb not null, at timestamptz not null default now()
);
create index on case_stalled (workspace_id);

-- Acknowledgement in the company's own words.
create table inform_text (
  workspace_id uuid not null references workspace(id), kind text not null check (kind in ('acknowledgement')),
  language text not null, address text not null check (address in ('formal','informal')), text text not null,
  changed_by uuid references member(id), changed_at timestamptz not null default now(),
  primary key (workspace_id, kind, language, address)
);
-- Mailboxes that say at once that a message arrived. Forms do so when the address is confirmed.
create table inform_presence (
  workspace_id uuid not null references workspace(id), presence_id uuid primary key references presence(id), acknowledges boolean not null
);
create index on inform_presence (workspace_id);
-- One acknowledgement for each case.
create table acknowledgement (
  workspace_id uuid not null references workspace(id), case_id uuid primary key references cases(id), outbox_id uuid, why text not null,
  at timestamptz not null default now()
);
create index on acknowledgement (workspace_id);

-- Serious complaints that are looked at every morning. By hand: put on (true) or taken off (false).
create table case_watched (
  workspace_id uuid not null references workspace(id), case_id uuid primary key references cases(id), wanted boolean not null,
  by_member uuid references member(id), at timestamptz not null default now()
);
create index on case_watched (workspace_id);
create table morning_tick (
  workspace_id uuid not null references workspace(id), case_id uuid not null references cases(id), day date not null,
  by_member uuid references member(id), at timestamptz not null default now(), primary key (case_id, day)
);
create index on morning_tick (workspace_id, day);
select guard_workspace_tables();
