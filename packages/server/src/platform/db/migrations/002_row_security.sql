-- min_code_version: 1
-- Row security on every table that carries workspace_id; roles decide which policy applies.
do $$
begin
  if not exists (select from pg_roles where rolname = 'resonanz_app') then create role resonanz_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'resonanz_system') then create role resonanz_system nologin; end if;
  execute format('grant resonanz_app, resonanz_system to %I', current_user);
end $$;
grant usage on schema public to resonanz_app, resonanz_system;
grant select, insert, update, delete on all tables in schema public to resonanz_app, resonanz_system;
grant usage, select on all sequences in schema public to resonanz_app, resonanz_system;
alter default privileges in schema public grant select, insert, update, delete on tables to resonanz_app, resonanz_system;
alter default privileges in schema public grant usage, select on sequences to resonanz_app, resonanz_system;
revoke update, delete on journal from resonanz_app, resonanz_system;

create function app_workspace() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('resonanz.workspace', true), '')::uuid $$;

-- Later migrations that add tables call this again.
create function guard_workspace_tables() returns void language plpgsql as $$
declare t text;
begin
  for t in select c.table_name from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
           where c.table_schema = 'public' and c.column_name = 'workspace_id' and b.table_type = 'BASE TABLE'
             and not exists (select from pg_policies p where p.tablename = c.table_name and p.policyname = 'own_workspace')
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_workspace on %I to resonanz_app using (workspace_id = app_workspace()) with check (workspace_id = app_workspace())', t);
    execute format('create policy system on %I to resonanz_system using (true) with check (true)', t);
  end loop;
end $$;
select guard_workspace_tables();
alter table workspace enable row level security;
alter table workspace force row level security;
create policy own_workspace on workspace to resonanz_app using (id = app_workspace()) with check (id = app_workspace());
create policy system on workspace to resonanz_system using (true) with check (true);
-- The app never touches sign-in secrets, seals or cursors.
revoke all on auth_user, auth_session, auth_account, auth_verification, auth_two_factor, auth_passkey, auth_rate_limit, session_workspace, attempt, installation, journal_seal, journal_cursor, automatic_mail from resonanz_app;
grant select on journal_seal to resonanz_app;

-- Under row security only leakproof operators may use an index before the policy is asked. These compare values and say
-- nothing about them in errors; without the mark every search by words, names or tags would read the whole table. Needs a
-- superuser; elsewhere the answers are the same and slower.
do $$
declare f text;
begin
  foreach f in array array['arraycontains(anyarray,anyarray)', 'texticlike(text,text)', 'textlike(text,text)', 'ts_match_vq(tsvector,tsquery)']
  loop
    execute 'alter function ' || f || ' leakproof';
  end loop;
exception when insufficient_privilege then
  raise notice 'not a superuser: searches by words, names and tags will be slower';
end $$;
