-- min_code_version: 1
-- Until when a case is to be solved counts among what is due. Written by the reader of the journal that keeps the clocks;
-- null while the case waits for the customer, and where no target says.
alter table cases add column resolution_due_at timestamptz;
update cases c set resolution_due_at = k.due_at from clock k
  where k.case_id = c.id and k.kind = 'resolution' and k.closed_at is null and not k.paused and k.due_at < 'infinity';

-- A rest that a person set stands before the target for solving, which else nobody could rest from once it has passed;
-- that it has passed is told all the same.
alter table cases alter column due_at set expression as (
  case when category in ('done','closed') or merged_into is not null then 'infinity'::timestamptz
  else least(coalesce(answer_due_at, 'infinity'), coalesce(next_update_at, 'infinity'), coalesce(follow_up_at, resolution_due_at, 'infinity')) end);
alter table cases alter column due_kind set expression as (
  case when category in ('done','closed') or merged_into is not null then null
  when answer_due_at <= coalesce(next_update_at, 'infinity') and answer_due_at <= coalesce(follow_up_at, resolution_due_at, 'infinity') then 'answer'
  when next_update_at <= coalesce(follow_up_at, resolution_due_at, 'infinity') then 'next_update'
  when follow_up_at is not null then 'follow_up'
  when resolution_due_at is not null then 'resolution' end);

-- Cases that only their target for solving keeps from being forgotten: the next word is promised to them too.
create index cases_only_resolution on cases (workspace_id, id) where resolution_due_at is not null
  and answer_due_at is null and next_update_at is null and follow_up_at is null and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
select guard_workspace_tables();
