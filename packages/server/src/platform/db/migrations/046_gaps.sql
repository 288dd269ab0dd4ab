-- min_code_version: 1
-- The last stretch that nobody can read any more: noticed when, from and to when where that is known.
alter table presence add column gap_at timestamptz, add column gap_from timestamptz, add column gap_to timestamptz;
select guard_workspace_tables();
