-- min_code_version: 1
-- What the product understands of a text, what people said instead, and the guideline for our own words.

-- One row per inbound message that was read. `failed` names why nothing stands in it.
create table message_analysis (
  workspace_id uuid not null,
  message_id uuid primary key,
  model_version text not null,
  failed text,
  language text, language_confidence real, is_mixed boolean,
  sentiment text, sentiment_score real, sentiment_confidence real, irony_hint boolean,
  kind text, kind_confidence real,
  urgency real, anger real,
  repeated_contact real,
  offence text, offence_score real,
  address_form text,
  relevance real,
  topic_id uuid, topic_confidence real,
  -- Places in the text, aspects and personal data: {sentiment, kind, repeated, offence, aspects, personalData}.
  marks jsonb not null default '{}',
  -- The group of the same texts it was found to belong to, named by its first message.
  cluster_id uuid,
  at timestamptz not null default now()
);
create index message_analysis_failed on message_analysis (workspace_id, at) where failed is not null;
create index message_analysis_cluster on message_analysis (workspace_id, cluster_id) where cluster_id is not null;

-- What lists show and filter by. Sentiment, kind and language: the customer's newest words, unless a person said
-- otherwise (`corrected` names the fields). Urgency, anger (0 low, 1 medium, 2 high), offence: the worst so far.
alter table cases
  add column sentiment text,
  add column first_sentiment text,
  add column urgency smallint,
  add column anger smallint,
  add column offence text,
  add column is_repeated boolean not null default false,
  add column cluster_id uuid,
  add column corrected text[] not null default '{}';
-- What was chosen before models read along was chosen by people.
update cases set corrected = array_remove(array[case when kind is not null then 'kind' end, case when topic_id is not null then 'topic' end], null)
  where kind is not null or topic_id is not null;
-- Partial like the others: what most new cases are lies outside of them.
create index cases_sentiment_due on cases (workspace_id, sentiment, due_at, id) where sentiment in ('positive','negative') and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_kind_due on cases (workspace_id, kind, due_at, id) where kind in ('praise','suggestion','fault','cancellation','press','spam') and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_language_due on cases (workspace_id, language, due_at, id) where language <> 'de' and language <> 'en' and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_urgency_due on cases (workspace_id, due_at, id) where urgency = 2 and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_anger_due on cases (workspace_id, due_at, id) where anger = 2 and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_offence_due on cases (workspace_id, offence, due_at, id) where offence is not null and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_repeated_due on cases (workspace_id, due_at, id) where is_repeated and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;
create index cases_cluster on cases (workspace_id, cluster_id, due_at, id) where cluster_id is not null and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null;

-- Append-only: the latest of a message and field counts. A null value takes the person's word back.
create table text_correction (
  workspace_id uuid not null,
  id uuid primary key,
  case_id uuid not null,
  message_id uuid,
  field text not null check (field in ('sentiment','kind','language','topic')),
  model_value text, model_version text,
  value text,
  by_member uuid references member(id),
  at timestamptz not null default now()
);
create index text_correction_case on text_correction (case_id, field, id desc);
create index text_correction_message on text_correction (message_id, field, id desc) where message_id is not null;
create index text_correction_field on text_correction (workspace_id, field, id desc);

-- How far texts that were written before have been read (again): downwards by message id.
create table analysis_run (
  workspace_id uuid primary key references workspace(id),
  model_version text not null,
  before_id uuid,
  count int not null default 0,
  done_at timestamptz
);

-- The workspace's own classifiers: every version that was tried, with its bytes while it may be used.
create table classifier_version (
  workspace_id uuid not null,
  classifier text not null check (classifier in ('topic','sentiment','kind','relevance')),
  version int not null,
  state text not null check (state in ('active','rejected','retired')),
  model bytea,
  learned_from int not null,
  kept_out int not null,
  accuracy real not null,
  accuracy_before real not null,
  trained_at timestamptz not null default now(),
  primary key (workspace_id, classifier, version)
);
create unique index classifier_active on classifier_version (workspace_id, classifier) where state = 'active';
create table classifier_request (
  workspace_id uuid not null, classifier text not null, by_member uuid references member(id), at timestamptz not null default now(),
  primary key (workspace_id, classifier)
);

-- Versions of the guideline; without a row the shipped rules hold (version 0).
create table guideline_version (
  workspace_id uuid not null,
  version int not null check (version > 0),
  rules jsonb not null,
  note text not null default '',
  by_member uuid references member(id),
  at timestamptz not null default now(),
  primary key (workspace_id, version)
);
select guard_workspace_tables();
