-- min_code_version: 1
-- What the calls of a channel used up of its day, and the chat of the company in which experts answer.

-- One row per day and kind of call. `amount` in millionths of what the channel counts in: dollars, units.
create table presence_meter (
  workspace_id uuid not null references workspace(id), presence_id uuid not null references presence(id),
  day date not null, kind text not null check (length(kind) between 1 and 60),
  calls integer not null default 0, amount bigint not null default 0,
  primary key (presence_id, day, kind)
);

-- One account of ours on the company's own server. One process holds the connection at a time, by its lease.
create table company_chat (
  workspace_id uuid primary key references workspace(id),
  host text not null, port integer not null, domain text not null, username text not null, secrets bytea not null,
  is_on boolean not null default true,
  lease_by text, lease_until timestamptz,
  connected_at timestamptz, error_code text, error_since timestamptz, next_try_at timestamptz not null default now(), failures integer not null default 0,
  -- The last message of the server's archive that was taken: what came while nobody listened is fetched behind it.
  archive_id text
);
alter table expert add column chat_address text;

-- What is said to an expert there. The mail stands by: what the chat did not take by `mail_at` goes by mail, once.
create table consultation_chat (
  workspace_id uuid not null references workspace(id), id uuid primary key,
  request_id uuid not null references consultation_request(id), what text not null check (what in ('question','half','due')),
  address text not null, text text not null,
  state text not null default 'waiting' check (state in ('waiting','sending','sent','unclear','refused','mailed')),
  at timestamptz not null default now(), mail_at timestamptz not null, sent_at timestamptz, sending_until timestamptz,
  unique (request_id, what)
);
create index consultation_chat_open on consultation_chat (mail_at) where state in ('waiting','sending','refused');
create index consultation_chat_address on consultation_chat (workspace_id, address);
alter table consultation_answer drop constraint consultation_answer_way_check;
alter table consultation_answer add constraint consultation_answer_way_check check (way in ('link','mail','app','chat'));
select guard_workspace_tables();
