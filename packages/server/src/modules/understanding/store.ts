import type { CaseKind, CorrectedField, Sentiment } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { languageFrom, levelFrom, type Marks, type MessageReading, offences, repeatedFrom } from '#reading'

export type WrittenReading = MessageReading & { messageId: string; clusterId: string | null }

/** Writes what was read beside its messages, the newer reading over an older one. */
export async function writeReadings(tx: Db, workspaceId: string, readings: readonly WrittenReading[]): Promise<void> {
  if (readings.length === 0) return
  const list = readings.map(({ messageId, reading: r, failed, modelVersion, topic, clusterId }) => ({
    id: messageId,
    v: modelVersion,
    f: failed,
    l: r?.language.code,
    lc: r?.language.confidence,
    lm: r?.language.isMixed,
    s: r?.sentiment.label,
    ss: r?.sentiment.score,
    sc: r?.sentiment.confidence,
    ir: r?.sentiment.ironyHint,
    k: r?.kind.label,
    kc: r?.kind.confidence,
    u: r?.urgency,
    an: r?.anger,
    rc: r?.repeatedContact,
    o: r?.offence.label,
    os: r?.offence.score,
    af: r?.address,
    re: r?.relevance,
    t: topic?.id,
    tc: topic?.confidence,
    m: r ? filled(r.marks) : {},
    c: clusterId,
  }))
  await run(
    tx,
    sql`insert into message_analysis (workspace_id, message_id, model_version, failed, language, language_confidence, is_mixed, sentiment, sentiment_score, sentiment_confidence, irony_hint,
        kind, kind_confidence, urgency, anger, repeated_contact, offence, offence_score, address_form, relevance, topic_id, topic_confidence, marks, cluster_id)
      select ${workspaceId}::uuid, e.id, e.v, e.f, e.l, e.lc, e.lm, e.s, e.ss, e.sc, e.ir, e.k, e.kc, e.u, e.an, e.rc, e.o, e.os, e.af, e.re, e.t, e.tc, e.m, e.c
      from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, v text, f text, l text, lc real, lm boolean, s text, ss real, sc real, ir boolean, k text, kc real, u real, an real, rc real,
        o text, os real, af text, re real, t uuid, tc real, m jsonb, c uuid)
      on conflict (message_id) do update set model_version = excluded.model_version, failed = excluded.failed, language = excluded.language, language_confidence = excluded.language_confidence,
        is_mixed = excluded.is_mixed, sentiment = excluded.sentiment, sentiment_score = excluded.sentiment_score, sentiment_confidence = excluded.sentiment_confidence, irony_hint = excluded.irony_hint,
        kind = excluded.kind, kind_confidence = excluded.kind_confidence, urgency = excluded.urgency, anger = excluded.anger, repeated_contact = excluded.repeated_contact, offence = excluded.offence,
        offence_score = excluded.offence_score, address_form = excluded.address_form, relevance = excluded.relevance, topic_id = excluded.topic_id, topic_confidence = excluded.topic_confidence,
        marks = excluded.marks, cluster_id = coalesce(excluded.cluster_id, message_analysis.cluster_id), at = now()`,
  )
}

/**
 * The first text of a group did not know that others would follow: it and the case it opened join the group now. A
 * group is named by the id of its first message.
 */
export async function joinFirsts(tx: Db, workspaceId: string, groupIds: readonly string[]): Promise<void> {
  const ids = [...new Set(groupIds)]
  if (ids.length === 0) return
  await run(
    tx,
    sql`with joined as (
        update message_analysis set cluster_id = message_id where workspace_id = ${workspaceId} and message_id = any(${ids}::uuid[]) and cluster_id is null returning message_id
      ), firsts as (
        select c.id, j.message_id from joined j join case_message cm on cm.message_id = j.message_id join cases c on c.id = cm.case_id
        where not exists (select from case_message o where o.case_id = cm.case_id and (o.at, o.message_id) < (cm.at, cm.message_id)) order by c.id for update of c
      )
      update cases c set cluster_id = f.message_id from firsts f where c.id = f.id and c.cluster_id is null`,
  )
}

/** Empty lists are left out: most texts have no insult and no bank account. */
function filled(marks: Marks): Partial<Marks> {
  return Object.fromEntries(Object.entries(marks).filter(([, list]) => list.length > 0))
}

const level = (column: string) =>
  sql`max(case when a.${sql.ref(column)} >= ${levelFrom.high} then 2 when a.${sql.ref(column)} >= ${levelFrom.medium} then 1 when a.${sql.ref(column)} is not null then 0 end)`

/**
 * What lists show of cases, anew from all their texts: after texts were read again, moved between cases or corrected.
 * Kind and language that a person said stay; the sentiment of a message that a person corrected counts as corrected.
 */
export async function recomputeReadings(tx: Db, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return
  // Whoever has a case ends first: what they said is then seen, and nobody waits for each other crosswise.
  await run(tx, sql`select id from cases where id = any(${[...caseIds]}::uuid[]) order by id for update`)
  await run(
    tx,
    sql`update cases c set
        sentiment = f.sentiment, first_sentiment = f.first_sentiment,
        kind = case when 'kind' = any(c.corrected) then c.kind else f.kind end,
        language = case when 'language' = any(c.corrected) then c.language else coalesce(f.language, c.language) end,
        urgency = f.urgency, anger = f.anger, offence = (${[...offences]}::text[])[f.offence], is_repeated = coalesce(f.is_repeated, false), cluster_id = f.cluster_id,
        corrected = case when f.is_said = ('sentiment' = any(c.corrected)) then c.corrected when f.is_said then array_append(c.corrected, 'sentiment') else array_remove(c.corrected, 'sentiment') end
      from (
        select cm.case_id,
          (array_agg(coalesce(s.value, a.sentiment) order by cm.at desc, cm.message_id desc) filter (where coalesce(s.value, a.sentiment) is not null))[1] as sentiment,
          coalesce((array_agg(s.value is not null order by cm.at desc, cm.message_id desc) filter (where coalesce(s.value, a.sentiment) is not null))[1], false) as is_said,
          (array_agg(coalesce(s.value, a.sentiment) order by cm.at, cm.message_id) filter (where coalesce(s.value, a.sentiment) is not null))[1] as first_sentiment,
          (array_agg(a.kind order by cm.at desc, cm.message_id desc) filter (where a.kind is not null))[1] as kind,
          (array_agg(a.language order by cm.at desc, cm.message_id desc) filter (where a.language_confidence >= ${languageFrom}))[1] as language,
          (array_agg(a.cluster_id order by cm.at, cm.message_id))[1] as cluster_id,
          ${level('urgency')} as urgency, ${level('anger')} as anger,
          max(array_position(${[...offences]}::text[], a.offence)) as offence,
          bool_or(a.repeated_contact >= ${repeatedFrom}) as is_repeated
        from case_message cm join message m on m.id = cm.message_id and m.direction = 'in' and m.nature = 'message'
        left join message_analysis a on a.message_id = cm.message_id
        left join lateral (select t.value from text_correction t where t.message_id = cm.message_id and t.field = 'sentiment' order by t.id desc limit 1) s on true
        where cm.case_id = any(${[...caseIds]}::uuid[]) group by cm.case_id) f
      where c.id = f.case_id`,
  )
}

export type NewCorrection = {
  id: string
  caseId: string
  /** Null: the customer's newest words of the case. */
  messageId: string | null
  field: CorrectedField
  value: string | null
}
/** Keeps what a person said beside what the model said at that time. */
export async function recordCorrections(
  tx: Db,
  workspaceId: string,
  memberId: string,
  corrections: readonly NewCorrection[],
): Promise<void> {
  if (corrections.length === 0) return
  const list = corrections.map(({ id, caseId, messageId, field, value }) => ({
    id,
    c: caseId,
    m: messageId,
    f: field,
    v: value,
  }))
  await run(
    tx,
    sql`insert into text_correction (workspace_id, id, case_id, message_id, field, model_value, model_version, value, by_member)
      select ${workspaceId}::uuid, e.id, e.c, coalesce(e.m, w.message_id), e.f,
        case e.f when 'sentiment' then a.sentiment when 'kind' then case when a.failed is null then coalesce(a.kind, 'none') end when 'language' then a.language when 'topic' then a.topic_id::text end, a.model_version, e.v, ${memberId}::uuid
      from json_to_recordset(${JSON.stringify(list)}::json) as e(id uuid, c uuid, m uuid, f text, v text)
      left join lateral (
        select cm.message_id from case_message cm join message m on m.id = cm.message_id and m.direction = 'in' and m.nature = 'message'
        where cm.case_id = e.c order by cm.at desc, cm.message_id desc limit 1) w on true
      left join message_analysis a on a.message_id = coalesce(e.m, w.message_id)`,
  )
}

/** What people said of a message, by field; null where they took it back. */
export async function correctionsOf(db: Db, messageId: string): Promise<Map<CorrectedField, string | null>> {
  const found = await rows(
    db,
    sql<{
      field: CorrectedField
      value: string | null
    }>`select distinct on (field) field, value from text_correction where message_id = ${messageId} order by field, id desc`,
  )
  return new Map(found.map((row) => [row.field, row.value]))
}

export type NewestReading = {
  message_id: string
  model_version: string
  sentiment: Sentiment
  sentiment_score: number
  sentiment_confidence: number
  kind: CaseKind | null
  kind_confidence: number
  language: string | null
  language_confidence: number
  topic: { id: string; name: { de: string; en: string } } | null
  topic_confidence: number | null
}
/** What the models said of the customer's newest words that were read. */
export function newestReading(db: Db, caseId: string): Promise<NewestReading | undefined> {
  return one(
    db,
    sql<NewestReading>`select a.message_id, a.model_version, a.sentiment, a.sentiment_score, a.sentiment_confidence, a.kind, a.kind_confidence, a.language, a.language_confidence, a.topic_confidence,
        (select jsonb_build_object('id', t.id, 'name', t.name) from topic t where t.id = a.topic_id and t.active) as topic
      from case_message cm join message m on m.id = cm.message_id and m.direction = 'in' and m.nature = 'message'
      join message_analysis a on a.message_id = cm.message_id and a.failed is null
      where cm.case_id = ${caseId} order by cm.at desc, cm.message_id desc limit 1`,
  )
}

/** The customer's newest words of a case, read or not; with `only` that message, if it is theirs and in the case. */
export async function customersWords(db: Db, caseId: string, only: string | null): Promise<string | null> {
  const found = await one(
    db,
    sql<{
      id: string
    }>`select cm.message_id as id from case_message cm join message m on m.id = cm.message_id and m.direction = 'in' and m.nature = 'message'
      where cm.case_id = ${caseId} ${only ? sql`and cm.message_id = ${only}` : sql``} order by cm.at desc, cm.message_id desc limit 1`,
  )
  return found?.id ?? null
}
