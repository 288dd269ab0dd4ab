-- min_code_version: 1
-- What the network itself says that an account of ours may do (length, files), learned while it is read; over what holds for its kind.
alter table presence add column limits jsonb check (limits is null or jsonb_typeof(limits) = 'object');
select guard_workspace_tables();
