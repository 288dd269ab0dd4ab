-- min_code_version: 1
-- The private leg of a case: pages behind links that ask for exactly what is needed, and the page that says how it stands.

-- Prepared questions, by topic or for all. The questions themselves are copied into each page: what was asked stays.
create table question_set (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  name text not null, topic_id uuid references topic(id),
  questions jsonb not null,
  version int not null default 1, changed_by uuid references member(id), changed_at timestamptz not null default now(),
  archived_at timestamptz
);
create index question_set_workspace on question_set (workspace_id) where archived_at is null;

-- How the pages look and how long they hold; without a row: as shipped.
create table private_page_look (
  workspace_id uuid primary key references workspace(id),
  colour text, valid_hours int not null default 168,
  changed_by uuid references member(id), changed_at timestamptz not null default now()
);

-- The link's end is the id and our signature under it, so nothing that opens a page stands here. The case is that of the
-- thread: whoever joins or splits cases moves the page along.
create table private_page (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  thread_id uuid not null unique references thread(id),
  kind text not null check (kind in ('questions','status')),
  -- What customers compare to know that it is us. Opens nothing.
  code text not null unique,
  language text not null, words text not null default '',
  questions jsonb not null default '[]',
  -- How the link was meant to reach them: where it stood in public anybody may have opened it.
  way text not null check (way in ('private','public','mail','hand')),
  asked_by uuid references member(id), asked_at timestamptz not null default now(),
  -- Asked once, however often the button was pressed.
  client_key text not null,
  expires_at timestamptz not null,
  -- The first browser, by a keyed hash of what it was given; only it comes in from then on.
  opened_at timestamptz, browser_hash bytea,
  revoked_at timestamptz, revoked_by uuid references member(id),
  expired_told_at timestamptz,
  -- The newest answer of ours that they were told of by mail.
  told_message_id uuid,
  sends int not null default 0,
  unique (workspace_id, client_key)
);
create index private_page_ending on private_page (expires_at) where expired_told_at is null and revoked_at is null;
create index private_page_asked_by on private_page (asked_by) where asked_by is not null;

-- What was answered. Masked answers are sealed with a key from outside the database and end on their day; the row stays and
-- says so. Open ones stand in the message of the case alone.
create table private_answer (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  page_id uuid not null references private_page(id), question_key text not null,
  kind text not null, is_masked boolean not null,
  sealed bytea, ending text not null default '',
  given_at timestamptz not null default now(),
  delete_at timestamptz, deleted_at timestamptz,
  unique (page_id, question_key)
);
alter table private_answer alter column sealed set storage external;
create index private_answer_delete on private_answer (delete_at) where deleted_at is null and delete_at is not null;
select guard_workspace_tables();
