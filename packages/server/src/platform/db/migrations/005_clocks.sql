-- min_code_version: 1
-- Service hours: of the house (neither team nor presence), of a team, of a presence. Special days stand within, so that a
-- version is one row; it says which hours a due time was worked out with.
create table calendar (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  team_id uuid references team(id),
  presence_id uuid references presence(id),
  hours jsonb not null,
  version int not null default 1,
  changed_by uuid references member(id),
  changed_at timestamptz not null default now(),
  check (num_nonnulls(team_id, presence_id) <= 1)
);
create unique index calendar_place on calendar (workspace_id, coalesce(team_id, presence_id, workspace_id));

select guard_workspace_tables();
