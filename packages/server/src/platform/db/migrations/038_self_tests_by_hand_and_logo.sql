-- min_code_version: 1
-- Self-tests: by hand where no program can write to itself, the way alone where nobody wants a case, and tokens that count once.
alter table self_test
  add column by_hand boolean not null default false,
  add column as_case boolean not null default true,
  add column tester_id uuid references member(id);
create index self_test_tester on self_test (tester_id) where tester_id is not null;

-- What an item must be to count: of this key where we put it in ourselves, of this writer or id where an account of ours sent it,
-- and in time. The fingerprint tells the item met again from a copy of its words.
alter table self_test_run
  add column as_case boolean not null default true,
  add column by_hand boolean not null default false,
  add column source_key text,
  add column from_keys text[] not null default '{}',
  add column provider_id text,
  add column expires_at timestamptz not null default now() + interval '1 day',
  add column fingerprint text,
  add column inlet_item_id uuid;
update self_test_run set expires_at = started_at + interval '1 day';
alter table self_test_run drop constraint self_test_run_state_check;
alter table self_test_run add constraint self_test_run_state_check
  check (state in ('sending','sent','taken','seen','answered','failed','missing','shown','unused'));
create index self_test_run_item on self_test_run (inlet_item_id) where inlet_item_id is not null;
-- One word waits at a time.
create unique index self_test_run_shown on self_test_run (self_test_id) where state = 'shown';

-- The company's mark, on every page that people without an account see. The bytes are what we measured, nothing else.
create table company_logo (
  workspace_id uuid primary key references workspace(id),
  type text not null check (type in ('image/png','image/jpeg','image/webp')),
  bytes bytea not null check (octet_length(bytes) between 1 and 262144),
  width int not null check (width between 1 and 4000), height int not null check (height between 1 and 4000),
  -- Stands in its address, so that browsers may keep it and a new one is seen at once.
  key text not null unique,
  changed_by uuid references member(id), changed_at timestamptz not null default now()
);
select guard_workspace_tables();
