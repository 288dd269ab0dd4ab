-- min_code_version: 1
-- The ground floor. Every table starts with workspace_id; row security keeps workspaces apart even when code errs.
-- resonanz_app sees one workspace (the connection names it), resonanz_system works across them (intake, outbox, jobs).
create extension if not exists pg_trgm;

create table workspace (
  id uuid primary key,
  name text not null,
  language text not null default 'de',
  address_form text not null default 'sie',
  settings jsonb not null default '{}',
  sample_data boolean not null default false,
  created_at timestamptz not null default now()
);
create table case_counter (
  workspace_id uuid primary key references workspace(id),
  last_number int not null default 1000
);

-- Sign-in (better-auth's tables, its column names).
create table auth_user (
  id text primary key, name text not null, email text not null unique, "emailVerified" boolean not null default false,
  image text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
  "twoFactorEnabled" boolean default false
);
create table auth_session (
  id text primary key, "expiresAt" timestamptz not null, token text not null unique,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now(),
  "ipAddress" text, "userAgent" text, "userId" text not null references auth_user(id) on delete cascade
);
create index on auth_session ("userId");
create table auth_account (
  id text primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references auth_user(id) on delete cascade,
  "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz,
  scope text, password text, "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create index on auth_account ("userId");
create table auth_verification (
  id text primary key, identifier text not null, value text not null, "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(), "updatedAt" timestamptz not null default now()
);
create index on auth_verification (identifier);
create table auth_two_factor (
  id text primary key, secret text not null, "backupCodes" text not null, "userId" text not null references auth_user(id) on delete cascade,
  verified boolean default true, "failedVerificationCount" int default 0, "lockedUntil" timestamptz
);
create index on auth_two_factor ("userId");
create table auth_passkey (
  id text primary key, name text, "publicKey" text not null, "userId" text not null references auth_user(id) on delete cascade,
  "credentialID" text not null, counter int not null, "deviceType" text not null, "backedUp" boolean not null,
  transports text, "createdAt" timestamptz default now(), aaguid text
);
create index on auth_passkey ("userId");
create index on auth_passkey ("credentialID");
create table auth_rate_limit (id text primary key, key text not null unique, count int not null, "lastRequest" bigint not null);

create table member (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  user_id text not null references auth_user(id),
  name text not null,
  role text not null check (role in ('owner','admin','lead','agent','reader')),
  active boolean not null default true,
  preferences jsonb not null default '{}',
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, user_id)
);
create index on member (user_id);
-- Which workspace a session works in (a person may belong to several). The key is a keyed hash of the session's token.
create table session_workspace (
  session_token_hash bytea primary key, session_id text not null unique references auth_session(id) on delete cascade,
  workspace_id uuid not null references workspace(id), at timestamptz not null default now()
);
-- Tries that are counted (sign-in, set-up, invitations), by keyed hash: no address or name stands here.
create table attempt (key bytea primary key, count int not null, until timestamptz not null);
create index on attempt (until);

create table team (workspace_id uuid not null references workspace(id), id uuid primary key, name text not null, created_at timestamptz not null default now());
create table team_member (workspace_id uuid not null, team_id uuid not null references team(id), member_id uuid not null references member(id), primary key (team_id, member_id));
create index on team_member (member_id);
create table invitation (
  workspace_id uuid not null references workspace(id), id uuid primary key, email text not null, role text not null, team_ids uuid[] not null default '{}',
  token_hash bytea not null unique, expires_at timestamptz not null, invited_by uuid references member(id),
  accepted_at timestamptz, revoked_at timestamptz, created_at timestamptz not null default now()
);

create table topic (workspace_id uuid not null references workspace(id), id uuid primary key, parent_id uuid references topic(id), name jsonb not null, active boolean not null default true);

create table presence (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  kind text not null,
  name text not null,
  address text,
  purpose text not null default '',
  team_id uuid references team(id),
  owner_member_id uuid references member(id),
  settings jsonb not null default '{}',
  secrets bytea,
  public_key text unique,
  paused boolean not null default false,
  archived_at timestamptz,
  cursor jsonb not null default '{}',
  -- One process reads a presence at a time: a lease, renewed while it works.
  lease_until timestamptz, lease_by text,
  next_poll_at timestamptz not null default now(),
  failures int not null default 0,
  last_received_at timestamptz, last_sent_at timestamptz, last_success_at timestamptz, last_reconciled_at timestamptz,
  error_kind text, error_code text, error_detail text, error_since timestamptz,
  token_expires_at timestamptz,
  created_at timestamptz not null default now()
);
create index on presence (workspace_id);
create index on presence (next_poll_at) where archived_at is null and not paused;

-- Stored before anything is parsed. Source key: the provider's id, else the hash of the bytes.
create table inlet_item (
  workspace_id uuid not null,
  id uuid primary key,
  presence_id uuid not null references presence(id),
  source_key text not null,
  version text not null default '',
  content_type text not null,
  source jsonb not null default '{}',
  raw bytea not null,
  signature text not null default 'none',
  received_at timestamptz not null default now(),
  state text not null default 'taken' check (state in ('taken','done','quarantined','dismissed')),
  -- What became of it: message, known, mention, filtered. The daily proof counts these.
  outcome text,
  code text, reason text, summary jsonb,
  message_id uuid,
  done_at timestamptz,
  unique (presence_id, source_key, version)
) with (fillfactor = 80);
-- Large items come in pieces and are put together inside the database, in the same transaction; nothing stays here.
create unlogged table inlet_piece (
  workspace_id uuid not null, item_id uuid not null, n int not null, bytes bytea not null, primary key (item_id, n)
);
alter table inlet_piece alter column bytes set storage external;
-- What of it is not done: waiting or quarantined. A narrow table of its own, so that the wide rows above keep no
-- index on their state and their update stays in place.
create table inlet_open (
  workspace_id uuid not null,
  item_id uuid primary key,
  presence_id uuid not null,
  quarantined boolean not null default false,
  attempts smallint not null default 0,
  lease_by text,
  lease_until timestamptz
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 2000);
create index inlet_open_quarantined on inlet_open (workspace_id, item_id) where quarantined;

create table customer (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  name text not null,
  number text, organisation text, language text, address_form text, salutation text,
  particulars text not null default '',
  fields jsonb not null default '{}',
  merged_into uuid references customer(id),
  created_at timestamptz not null default now()
);
create index on customer (workspace_id, id desc);
create index customer_name_trgm on customer using gin (name gin_trgm_ops);
create index customer_number_trgm on customer using gin (number gin_trgm_ops) where number is not null;
create index customer_organisation_trgm on customer using gin (organisation gin_trgm_ops) where organisation is not null;
create unique index on customer (workspace_id, number) where number is not null;

create table identity (
  workspace_id uuid not null,
  id uuid primary key,
  kind text not null,
  scope text not null default '',
  key text not null,
  display text not null,
  name text,
  first_seen_at timestamptz not null default now(),
  unique (workspace_id, kind, scope, key)
);
create index identity_words_trgm on identity using gin (name gin_trgm_ops, display gin_trgm_ops);
create table identity_link (
  workspace_id uuid not null,
  id uuid primary key,
  identity_id uuid not null references identity(id),
  customer_id uuid not null references customer(id),
  state text not null default 'confirmed' check (state in ('confirmed','assumed')),
  evidence jsonb not null default '[]',
  reason text not null default '',
  author_id uuid references member(id),
  merge_id uuid,
  valid_from timestamptz not null default now(),
  valid_to timestamptz
);
create unique index identity_link_open on identity_link (identity_id) where valid_to is null;
create index on identity_link (customer_id) where valid_to is null;
create table link_proposal (
  workspace_id uuid not null, id uuid primary key, identity_id uuid not null references identity(id), customer_id uuid not null references customer(id),
  reasons jsonb not null, score real not null, state text not null default 'open' check (state in ('open','accepted','declined')),
  decided_by uuid references member(id), decided_at timestamptz, created_at timestamptz not null default now(),
  unique (identity_id, customer_id)
);
create index on link_proposal (customer_id) where state = 'open';
create table customer_merge (
  workspace_id uuid not null, id uuid primary key, from_id uuid not null references customer(id), into_id uuid not null references customer(id),
  reason text not null default '', by_member uuid references member(id), at timestamptz not null default now(), undone_at timestamptz
);
create index on customer_merge (into_id);

create table cases (
  workspace_id uuid not null,
  id uuid primary key,
  number int not null,
  title text not null,
  category text not null default 'new' check (category in ('new','open','waiting_customer','waiting_internal','done','closed')),
  -- 0 urgent, 1 high, 2 normal, 3 low
  priority smallint not null default 2,
  kind text,
  owner_id uuid, team_id uuid, topic_id uuid,
  tags text[] not null default '{}',
  customer_id uuid, identity_id uuid,
  contact_name text not null default '',
  channel text not null,
  visibility text not null default 'private',
  preview text not null default '',
  language text,
  presence_id uuid,
  opened_at timestamptz not null default now(),
  last_message_at timestamptz not null default now(),
  last_inbound_at timestamptz, last_outbound_at timestamptz,
  last_message_id uuid,
  waiting_since timestamptz,
  answer_due_at timestamptz,
  next_update_at timestamptz,
  follow_up_at timestamptz, follow_up_note text, follow_up_until_reply boolean not null default false,
  -- The next due moment of all of them; 'infinity' when nothing is due, so one index orders every view.
  due_at timestamptz not null generated always as (
    case when category in ('done','closed') or merged_into is not null then 'infinity'::timestamptz
    else least(coalesce(answer_due_at, 'infinity'), coalesce(next_update_at, 'infinity'), coalesce(follow_up_at, 'infinity')) end) stored,
  due_kind text generated always as (
    case when category in ('done','closed') or merged_into is not null then null
    when answer_due_at <= coalesce(next_update_at, 'infinity') and answer_due_at <= coalesce(follow_up_at, 'infinity') then 'answer'
    when next_update_at <= coalesce(follow_up_at, 'infinity') then 'next_update'
    when follow_up_at is not null then 'follow_up' end) stored,
  -- The due moment that was told last (not when): a moment that changes is told again, each once.
  overdue_told_at timestamptz, follow_up_told_at timestamptz,
  found_by text, found_where text,
  particulars text not null default '',
  message_count int not null default 0,
  has_attachment boolean not null default false,
  has_unclear boolean not null default false,
  merged_into uuid,
  closed_at timestamptz,
  version int not null default 1,
  unique (workspace_id, number)
) with (fillfactor = 80);
-- Lists: next due first, open ones only; the id makes the order total. With the workspace in them they count without the rows.
create index cases_open_due on cases (workspace_id, due_at, id) where category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_owner_due on cases (workspace_id, owner_id, due_at, id) include (follow_up_at) where category in ('new','open','waiting_customer','waiting_internal') and merged_into is null and owner_id is not null;
create index cases_team_due on cases (workspace_id, team_id, due_at, id) include (follow_up_at) where category in ('new','open','waiting_customer','waiting_internal') and merged_into is null and team_id is not null;
create index cases_unassigned_due on cases (workspace_id, due_at, id) where category in ('new','open','waiting_customer','waiting_internal') and merged_into is null and owner_id is null;
create index cases_open_newest on cases (workspace_id, last_message_at desc, id desc) where category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_closed_newest on cases (workspace_id, category, last_message_at desc, id desc) where category in ('done','closed') and merged_into is null;
-- Filters whose hits are rare or stand at the end of the order of due times. All partial: what intake writes lies outside of them.
create index cases_waiting_due on cases (workspace_id, category, due_at, id) where category in ('waiting_customer','waiting_internal') and merged_into is null;
create index cases_priority_due on cases (workspace_id, priority, due_at, id) where priority in (0,1,3) and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_topic_due on cases (workspace_id, topic_id, due_at, id) where category in ('new','open','waiting_customer','waiting_internal') and merged_into is null and topic_id is not null;
create index cases_channel_due on cases (workspace_id, channel, due_at, id) where category in ('new','open','waiting_customer','waiting_internal') and merged_into is null and channel in ('form','feed','phone','letter','visit','found');
create index cases_open_tags on cases using gin (tags) where tags <> '{}' and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_closed_tags on cases using gin (tags) where tags <> '{}' and category in ('done','closed') and merged_into is null;
create index cases_resting on cases (workspace_id, owner_id, due_at, id) where follow_up_at is not null and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_unclear on cases (workspace_id, due_at, id) where has_unclear;
create index cases_follow_up on cases (follow_up_at) where follow_up_at is not null;
create index cases_customer on cases (customer_id) where customer_id is not null;
create index cases_identity on cases (identity_id) where identity_id is not null;

create table thread (
  workspace_id uuid not null,
  id uuid primary key,
  presence_id uuid not null references presence(id),
  channel text not null,
  external_key text not null,
  subject text, subject_key text,
  visibility text not null default 'private',
  permalink text,
  identity_id uuid,
  -- The case that new words of this thread go to; older words may belong to others too.
  case_id uuid,
  wished_answer text,
  created_at timestamptz not null default now(),
  unique (presence_id, external_key)
);
create index thread_case on thread (case_id) where case_id is not null;

create table message (
  workspace_id uuid not null,
  id uuid primary key,
  thread_id uuid not null references thread(id),
  presence_id uuid not null references presence(id),
  channel text not null,
  direction text not null check (direction in ('in','out')),
  nature text not null default 'message',
  external_id text not null,
  identity_id uuid,
  author_member_id uuid,
  author_name text not null default '',
  author_address text,
  subject text,
  text text not null,
  full_text text,
  html text,
  language text,
  flags text[] not null default '{}',
  -- Recipients, references and what the channel adds.
  meta jsonb not null default '{}',
  attachments jsonb not null default '[]',
  remote_images smallint not null default 0,
  permalink text,
  inlet_item_id uuid,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  version smallint not null default 1,
  deleted_at timestamptz,
  unique (presence_id, external_id)
);
create index message_thread on message (thread_id, id);
create table message_version (workspace_id uuid not null, message_id uuid not null references message(id), version smallint not null, text text not null, html text, subject text, at timestamptz not null default now(), primary key (message_id, version));

-- Which case a message belongs to: threads and cases are n:m through their messages.
create table case_message (
  workspace_id uuid not null,
  case_id uuid not null references cases(id),
  message_id uuid not null references message(id),
  at timestamptz not null,
  primary key (case_id, message_id)
);
create index case_message_message on case_message (message_id);

-- Own folding and stemming happen in code; here stand the folded words.
create table message_search (
  workspace_id uuid not null,
  message_id uuid primary key,
  case_id uuid,
  at timestamptz not null,
  words tsvector not null
);
create index message_search_words on message_search using gin (words) with (fastupdate = on, gin_pending_list_limit = 16384);
create index message_search_newest on message_search (workspace_id, at desc, message_id desc);

create table mention (
  workspace_id uuid not null,
  id uuid primary key,
  presence_id uuid not null references presence(id),
  message_id uuid not null references message(id),
  state text not null default 'new' check (state in ('new','watched','case','dismissed')),
  reason text, case_id uuid, decided_by uuid, decided_at timestamptz,
  at timestamptz not null
);
create unique index on mention (message_id);
create index mention_list on mention (workspace_id, state, at desc, id);

create table note (
  workspace_id uuid not null, id uuid primary key, case_id uuid not null references cases(id), author_id uuid references member(id),
  text text not null, mentions uuid[] not null default '{}', at timestamptz not null default now(), edited_at timestamptz
);
create index on note (case_id, id);

create table promise (
  workspace_id uuid not null, id uuid primary key, case_id uuid not null references cases(id), text text not null default '',
  due_at timestamptz not null, made_by uuid references member(id), made_at timestamptz not null default now(), message_id uuid,
  state text not null default 'open' check (state in ('open','kept','replaced','waived')), settled_at timestamptz, settled_by uuid, reason text
);
create index promise_case on promise (case_id, id);
create index promise_open on promise (workspace_id, due_at) where state = 'open';

create table draft (
  workspace_id uuid not null, case_id uuid not null references cases(id), member_id uuid not null references member(id), kind text not null check (kind in ('reply','note')),
  thread_id uuid, text text not null, extra jsonb not null default '{}', saved_at timestamptz not null default now(),
  primary key (member_id, case_id, kind)
);

create table outbox (
  workspace_id uuid not null,
  id uuid primary key,
  case_id uuid, thread_id uuid references thread(id), presence_id uuid not null references presence(id), message_id uuid references message(id),
  purpose text not null default 'reply',
  payload jsonb not null,
  -- Minted before the first attempt (the Message-ID of a mail): a duplicate is recognisable.
  client_token text not null unique,
  state text not null default 'queued' check (state in ('queued','handing_over','handed_over','delivered','read','failed','unclear','undone')),
  send_at timestamptz not null,
  attempts smallint not null default 0,
  lease_until timestamptz, lease_by text,
  provider_id text, error_code text, error_detail text,
  created_by uuid, created_at timestamptz not null default now(), settled_at timestamptz
);
create index outbox_due on outbox (send_at) where state in ('queued','handing_over');
create index outbox_thread on outbox (thread_id, id) where state in ('queued','handing_over');
create index outbox_open on outbox (workspace_id, state, id) where state in ('queued','handing_over','failed','unclear');
create index outbox_message on outbox (message_id);

create table file (
  workspace_id uuid not null, id uuid primary key, name text not null, type text not null, size int not null, bytes bytea not null,
  created_by uuid, created_at timestamptz not null default now(), message_id uuid
);
alter table file alter column bytes set storage external;

create table case_read (workspace_id uuid not null, member_id uuid not null, case_id uuid not null, seen_at timestamptz not null, primary key (member_id, case_id));
create table watch (workspace_id uuid not null, member_id uuid not null, case_id uuid not null, primary key (member_id, case_id));
create index on watch (case_id);
-- What merges and splits moved, so that undoing them restores it.
create table case_undo (
  workspace_id uuid not null, id uuid primary key, kind text not null check (kind in ('merge','split')), from_id uuid not null references cases(id), to_id uuid not null references cases(id),
  moved jsonb not null, by_member uuid references member(id), at timestamptz not null default now(), until timestamptz not null, undone_at timestamptz
);
create index on case_undo (from_id);
create index on case_undo (to_id);
create table saved_view (
  workspace_id uuid not null, id uuid primary key, member_id uuid not null references member(id), name text not null, filter text not null, sort text not null default 'due',
  shared boolean not null default false, created_at timestamptz not null default now()
);
create index on saved_view (workspace_id);
create table notification (
  workspace_id uuid not null, id uuid primary key, member_id uuid not null references member(id), kind text not null, case_id uuid, actor_id uuid,
  journal_seq bigint, at timestamptz not null default now(), read_at timestamptz
);
create index on notification (member_id, id desc);
create unique index on notification (member_id, journal_seq) where journal_seq is not null;

create table bulk_undo (workspace_id uuid not null, id uuid primary key, member_id uuid not null, what text not null, restore jsonb not null, until timestamptz not null, undone_at timestamptz);
create table form_submission (
  workspace_id uuid not null, id uuid primary key, presence_id uuid not null, token_hash bytea unique, email text, inlet_item_id uuid, verified_at timestamptz, at timestamptz not null default now()
);
-- Caps for automatic mail, per address (keyed hash), across the whole installation.
create table automatic_mail (address_hash bytea not null, at timestamptz not null default now(), what text not null);
create index on automatic_mail (address_hash, at);
create table idempotency (
  workspace_id uuid not null, actor text not null, key text not null, request_hash bytea not null, status smallint, response jsonb, at timestamptz not null default now(),
  primary key (workspace_id, actor, key)
);

-- Transaction numbers of this cluster, moved past those of the cluster a backup came from (restore replaces the function).
create function journal_xid_offset() returns bigint language sql immutable parallel safe as $$ select 0::bigint $$;
create function journal_xid() returns xid8 language sql volatile as $$ select (pg_current_xact_id()::text::bigint + journal_xid_offset())::text::xid8 $$;
-- Transactions below it have ended: nobody writes there any more.
create function journal_horizon() returns xid8 language sql stable as $$ select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + journal_xid_offset())::text::xid8 $$;

-- The spine. Append-only; seq names the row, (xid, seq) is the order that readers can trust.
create table journal (
  seq bigint generated always as identity primary key,
  xid xid8 not null default journal_xid(),
  at timestamptz not null default clock_timestamp(),
  workspace_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  actor_kind text not null,
  actor_id text,
  cause jsonb,
  kind text not null,
  data jsonb not null default '{}'
);
create index journal_order on journal (xid, seq);
create index journal_subject on journal (subject_id, seq);
create table journal_cursor (name text primary key, xid xid8 not null default '0', seq bigint not null default 0, at timestamptz not null default now());
-- Sealed ranges: the hash of every row, chained. Position counts sealed rows.
create table journal_seal (
  id bigint primary key, first_xid xid8 not null, first_seq bigint not null, last_xid xid8 not null, last_seq bigint not null, count int not null,
  row_hashes bytea not null, previous_hash bytea not null, hash bytea not null, at timestamptz not null default now()
);
create function journal_is_append_only() returns trigger language plpgsql as $$ begin raise exception 'the journal is append-only'; end $$;
create trigger journal_append_only before update or delete on journal for each row execute function journal_is_append_only();

create table installation (one boolean primary key default true check (one), id uuid not null default gen_random_uuid(), setup_token_hash bytea, set_up_at timestamptz, last_backup_at timestamptz, last_backup_verified boolean);
insert into installation default values;
