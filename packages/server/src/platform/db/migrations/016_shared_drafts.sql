-- min_code_version: 1
-- What a follow-up waits for besides its latest moment, and why a case is back. Emptied by the first that comes.
alter table cases add column follow_up_for text[] not null default '{}', add column back_because text;
create index cases_follow_up_for on cases (id) where follow_up_for <> '{}';

-- A draft passes from hand to hand: its row belongs to who writes now. Everybody who wrote before is an author.
alter table draft
  add column id uuid not null default gen_random_uuid(),
  add column version int not null default 1,
  -- Null: nobody sees it but its writer.
  add column shared_at timestamptz,
  -- Who writes is taken to be writing until then.
  add column held_until timestamptz,
  add column authors uuid[] not null default '{}';
alter table draft add constraint draft_id unique (id);
create index draft_shared on draft (case_id) where shared_at is not null;

-- Earlier texts of shared drafts; they go with the draft, which goes when it is sent.
create table draft_version (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  draft_id uuid not null references draft(id) on delete cascade,
  member_id uuid not null references member(id),
  why text not null check (why in ('saved','taken','conflict','restored')),
  text text not null,
  at timestamptz not null default clock_timestamp()
);
create index draft_version_of on draft_version (draft_id, id desc);

create table draft_comment (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  draft_id uuid not null references draft(id) on delete cascade,
  member_id uuid not null references member(id),
  -- Who is asked to read it; null: said to everybody.
  to_member_id uuid references member(id),
  text text not null,
  at timestamptz not null default clock_timestamp()
);
create index draft_comment_of on draft_comment (draft_id, id);

-- Who wrote on the words before they were handed in: none of them approves.
alter table reply_request add column authors uuid[] not null default '{}';

select guard_workspace_tables();
