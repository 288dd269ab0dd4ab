import type { CaseFile, CaseFilePart, CaseFileWish, Masking } from '@resonanz/contracts'
import { type CaseRecord, priorityWord, timelineKinds } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { readProgress } from '#progress'
import * as store from './store.ts'

export type Wish = Omit<CaseFileWish, 'leaveOut' | 'mask'> & { leaveOut: CaseFilePart[]; mask: Masking[] }

/** Bytes: some fifty novels. */
const wordsMost = 30_000_000

/** Everything that belongs to a case, as it stands now and unmasked; what is left out is not read at all. */
export async function collect(deps: Deps, actor: Actor, record: CaseRecord, wish: Wish): Promise<CaseFile> {
  const db = deps.db.of(actor.workspaceId)
  const [workspaceId, caseId] = [actor.workspaceId, record.id]
  if ((await store.sizeOfSaid(db, workspaceId, caseId)) > wordsMost)
    throw new Refusal('too-large', 'This case holds more words than a file can.')
  const unless = <T>(part: CaseFilePart, read: () => Promise<T[]>): Promise<T[]> =>
    wish.leaveOut.includes(part) ? Promise.resolve([]) : read()
  const [facts, progress, messages, notes, events] = await Promise.all([
    store.factsOf(db, workspaceId, caseId),
    readProgress(deps, actor, caseId),
    store.saidIn(db, workspaceId, caseId),
    unless('notes', () => store.notesIn(db, workspaceId, caseId)),
    unless('events', () => store.eventsIn(db, workspaceId, caseId, timelineKinds)),
  ])
  const [promises, consultations, goodwill, linked, evidence] = await Promise.all([
    unless('promises', () => store.promisesIn(db, workspaceId, caseId)),
    unless('consultations', () => store.consultationsIn(db, workspaceId, caseId)),
    unless('goodwill', () => store.goodwillIn(db, workspaceId, caseId)),
    store.linkedTo(db, workspaceId, caseId),
    unless('evidence', () => store.evidenceIn(db, workspaceId, caseId)),
  ])
  const ours = messages
    .filter(({ direction, author }) => direction === 'out' && author !== '')
    .map(({ author }) => author)
  return {
    schema: 'resonanz.case-file.v1',
    madeAt: new Date().toISOString(),
    madeBy: actor.name,
    company: facts.company,
    language: wish.language,
    purpose: wish.purpose,
    leftOut: wish.leaveOut,
    masked: wish.mask,
    case: {
      id: caseId,
      number: record.number,
      title: record.title,
      status: record.category,
      priority: priorityWord(record.priority),
      kind: record.kind,
      topic: facts.topic?.[wish.language] ?? null,
      cause: facts.cause,
      incident: facts.incident,
      channel: record.channel,
      customerLanguage: record.language,
      tags: record.tags,
      foundWhere: record.found_where,
      foundBy: record.found_by,
      openedAt: record.opened_at.toISOString(),
      firstAnswerAt: facts.first_answer_at?.toISOString() ?? null,
      closedAt: record.closed_at?.toISOString() ?? null,
      particulars: wish.leaveOut.includes('particulars') ? '' : record.particulars,
      steps: progress.steps.map(({ step, state }) => ({ step, state })),
    },
    people: {
      customer: facts.customer ?? record.contact_name,
      customerNumber: facts.customer_number,
      contacts: facts.contacts,
      owner: facts.owner,
      team: facts.team,
      involved: [...new Set([...ours, ...notes.map(({ author }) => author)])].filter(Boolean).slice(0, 100),
    },
    messages: messages.map((said) => ({ ...said, at: said.at.toISOString() })),
    notes: notes.map((note) => ({ ...note, at: note.at.toISOString() })),
    events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
    promises: promises.map(({ due_at, made_by, settled_at, proof_kind, ...promise }) => ({
      ...promise,
      proofKind: proof_kind,
      dueAt: due_at.toISOString(),
      madeBy: made_by,
      settledAt: settled_at?.toISOString() ?? null,
    })),
    consultations: consultations.map((asked) => ({
      ...asked,
      at: asked.at.toISOString(),
      answers: asked.answers.map((answer) => ({ ...answer, at: new Date(answer.at).toISOString() })),
    })),
    goodwill: goodwill.map((given) => ({ ...given, at: given.at.toISOString() })),
    linked,
    evidence: evidence.map(({ said_at, kept_at, ...kept }) => ({
      ...kept,
      saidAt: said_at.toISOString(),
      keptAt: kept_at.toISOString(),
    })),
  }
}
