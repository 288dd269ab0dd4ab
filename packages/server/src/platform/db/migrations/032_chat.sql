-- min_code_version: 1
-- A visitor of a web chat: one browser that wrote to us. Its token is made there; here lies only its hash.
create table chat_session (
  workspace_id uuid not null references workspace(id),
  id uuid primary key,
  presence_id uuid not null references presence(id),
  token_hash bytea not null unique,
  language text not null check (language in ('de','en')),
  name text not null default '',
  email text,
  -- Who the host site says it is, by its own id of the person, signed. A refused one is nobody.
  identity text not null default 'none' check (identity in ('none','verified','refused')),
  user_key text,
  refused_because text,
  -- The signed word that was used, so that one copied somewhere does not open conversations without end.
  identity_hash bytea,
  -- The host site vouches for the address too.
  email_vouched boolean not null default false,
  page text,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  typing_at timestamptz,
  left_at timestamptz,
  -- One of us looked at it.
  looked_at timestamptz,
  -- Answers go by mail since then; a word in the chat ends it.
  mail_since timestamptz,
  -- An answer of ours lies there unread since then.
  unread_since timestamptz,
  score smallint check (score between 1 and 5),
  words text not null default '',
  rated_at timestamptz
) with (fillfactor = 80);
create index chat_session_identity on chat_session (presence_id, identity_hash) where identity_hash is not null;
create index chat_session_newest on chat_session (presence_id, started_at desc);
create index chat_session_unread on chat_session (unread_since) where unread_since is not null;

-- Which stored item a browser's message is: asked again it is the same one.
create table chat_line (
  workspace_id uuid not null,
  session_id uuid not null references chat_session(id),
  client_id uuid not null,
  inlet_item_id uuid not null,
  at timestamptz not null default now(),
  primary key (session_id, client_id)
);

create table chat_file (
  workspace_id uuid not null,
  session_id uuid not null references chat_session(id),
  file_id uuid primary key references file(id) on delete cascade,
  at timestamptz not null default now()
);
create index chat_file_session on chat_file (session_id);

-- Answers that went out by mail because nobody read them in the chat: each once.
create table chat_mailed (
  workspace_id uuid not null,
  session_id uuid not null references chat_session(id),
  message_id uuid primary key references message(id),
  at timestamptz not null default now()
);

select guard_workspace_tables();
