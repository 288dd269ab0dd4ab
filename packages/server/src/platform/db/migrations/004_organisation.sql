-- min_code_version: 1
-- Units (brand, department, region: a tree) above the teams, and who is away and who stands in.
create table unit (
  workspace_id uuid not null references workspace(id), id uuid primary key, parent_id uuid references unit(id),
  name text not null, created_at timestamptz not null default now()
);
create index on unit (workspace_id);
alter table team add column unit_id uuid references unit(id);

-- Days as moments: the browser turns the person's days into them. A note says no reason: why somebody is away is
-- nobody's business here.
create table absence (
  workspace_id uuid not null references workspace(id), id uuid primary key, member_id uuid not null references member(id),
  from_at timestamptz not null, to_at timestamptz not null check (to_at > from_at),
  deputy_id uuid references member(id) check (deputy_id <> member_id),
  created_by uuid references member(id), created_at timestamptz not null default now(), ended_at timestamptz
);
create index absence_member on absence (workspace_id, member_id, to_at) where ended_at is null;
create index absence_running on absence (workspace_id, to_at) where ended_at is null;
select guard_workspace_tables();
