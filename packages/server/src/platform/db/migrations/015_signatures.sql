-- min_code_version: 1
-- What stands below our answers: the house's signature of mails and the initials on public channels. What a notification is about when it is no case.

create table house_signature (
  workspace_id uuid not null references workspace(id),
  -- Null: of the house, for every presence without one of its own.
  presence_id uuid references presence(id),
  -- Text with variables for each language, in German for each form of address; empty: none.
  texts jsonb not null,
  signs boolean not null default false,
  -- Null: the house's choice.
  initials boolean,
  version int not null default 1,
  changed_by uuid references member(id),
  changed_at timestamptz not null default now(),
  unique nulls not distinct (workspace_id, presence_id)
);

create table member_initials (
  workspace_id uuid not null references workspace(id),
  member_id uuid primary key references member(id),
  initials text not null check (initials ~ '^[[:alnum:]]{1,6}$')
);
-- Nobody signs as somebody else.
create unique index member_initials_once on member_initials (workspace_id, lower(initials));

-- The rule, for instance, that stands still.
alter table notification add column about_id uuid, add column about_name text;
select guard_workspace_tables();
