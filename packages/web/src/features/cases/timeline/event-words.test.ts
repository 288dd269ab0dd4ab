import { journalKinds } from '@resonanz/contracts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { actorWords, type EventContext, eventWords, toldKinds } from './event-words.ts'

const words = (folder: string, language: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, folder, `${language}.json`), 'utf8'))
const uiFolder = '../../../ui/locales'

/** Looks words up as the web does: plural forms, places filled in; a missing word throws. */
function contextIn(language: 'de' | 'en'): EventContext {
  const own = words('../locales', language)
  const ui = words(uiFolder, language)
  const find = (from: unknown, path: string): unknown =>
    path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], from)
  return {
    language,
    now: new Date('2026-11-22T12:00:00Z'),
    names: {
      members: [{ id: 'm1', name: 'Maren Koch' }],
      teams: [{ id: 't1', name: 'Rechnung' }],
      topics: [{ id: 'o1', name: { de: 'Erstattung', en: 'Refund' } }],
    },
    say(key, values = {}) {
      const [from, path] = key.startsWith('ui:') ? [ui, key.slice(3)] : [own, key]
      const plural = values.count === 1 ? `${path}_one` : `${path}_other`
      const found = find(from, path) ?? ('count' in values ? find(from, plural) : undefined)
      if (typeof found !== 'string') throw new Error(`no word for ${key}`)
      return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? `{{${name}}}`))
    },
  }
}

const samples: Record<string, Record<string, unknown>[]> = {
  'checklist.step': ['done', 'skipped', 'open'].map((state) => ({ state, reason: 'nicht nötig' })),
  'task.created': [
    { assigneeId: 'm1', dueAt: null },
    { teamId: 'gone', dueAt: '2026-05-04T10:00:00Z' },
  ],
  'case.created': ['intake', 'hand', 'mention', 'split', 'import', 'quarantine'].map((by) => ({ by, number: 4711 })),
  'case.status': ['new', 'open', 'waiting_customer', 'waiting_internal', 'done', 'closed'].map((to) => ({ to })),
  'workflow.ran': [
    { name: 'Mahnungen', did: ['tags', 'document'], failed: 1 },
    { name: 'Rückruf', did: [], failed: 0 },
  ],
  'workflow.blocked': [{ name: 'Mahnungen', what: 'mail' }],
  'action.settled': ['done', 'failed'].map((state) => ({ name: 'Auftrag', what: 'document', state })),
  'language-help.asked': ['draft', 'summary', 'translation'].map((use) => ({ use })),
  'language-help.accepted': [{ use: 'draft', as: 'draft' }],
  'private-page.asked': [{ questions: 0 }, { questions: 1 }, { questions: 3 }],
  'private-page.answered': [{ missing: 0 }, { missing: 1 }, { missing: 2 }],
  'private-page.revealed': ['handle', 'verify', 'correct', 'request'].map((purpose) => ({
    purpose,
    reason: 'Erstattung',
  })),
  'private-page.deleted': [{ answers: 1 }, { answers: 2 }],
  'case.owner': [{ to: 'm1' }, { to: null }, { to: 'gone' }],
  'case.team': [{ to: 't1' }, { to: null }],
  'case.priority': ['urgent', 'high', 'normal', 'low'].map((to) => ({ to })),
  'case.kind': [{ to: 'complaint' }, { to: null }],
  'case.topic': [{ to: 'o1' }, { to: null }],
  'case.corrected': [
    { field: 'sentiment', to: 'negative', isTakenBack: false },
    { field: 'kind', to: 'none', isTakenBack: false },
    { field: 'language', to: null, isTakenBack: true },
  ],
  'reply.overridden': [{ rule: 'no-go.email', level: 'warning', version: 1, reason: 'So vereinbart' }],
  'case.tags': [{ added: ['presse'], removed: [] }, { added: [], removed: ['eilig'] }, {}],
  'case.exported': [{ format: 'pdf', purpose: 'court' }],
  'case.linked': [{ otherNumber: 12 }],
  'case.unlinked': [{ otherNumber: 12 }],
  'case.incident': [true, false].map((attached) => ({ attached, number: 3 })),
  'reply.many': [{ messageId: 'm' }, { messageId: null, reason: 'newer-message' }],
  'case.follow-up': [
    { at: '2026-11-27T15:00:00Z', untilReply: false },
    { at: '2026-11-27T15:00:00Z', untilReply: true },
    { at: null, untilReply: false },
    { at: '2026-11-27T15:00:00Z', untilReply: true, until: ['task', 'incident'] },
  ],
  'case.merged': [{ intoNumber: 12 }],
  'case.joined': [{ fromNumber: 12 }],
  'case.split': [
    { toNumber: 12, messages: 1 },
    { toNumber: 12, messages: 3 },
  ],
  'case.undone': ['merge', 'split', 'bulk'].map((what) => ({ what })),
  'case.customer': [{ to: 'c1' }, { to: null }],
  'case.overdue': ['answer', 'next_update', 'follow_up', 'resolution'].map((dueKind) => ({ dueKind })),
  'case.due-soon': ['first_answer', 'next_answer', 'resolution', 'next_update'].map((dueKind) => ({
    dueKind,
    dueAt: '2026-11-27T15:00:00Z',
  })),
  'consultation.asked': [{ dueAt: '2026-11-27T15:00:00Z' }],
  'consultation.reminded': [{ when: 'half' }, { when: 'due' }],
  'consultation.answered': [{ isLate: true }, { isLate: false }],
  'consultation.undelivered': ['failed', 'unclear', 'bounce', 'autoreply'].map((because) => ({ because })),
  'case.handed-over': [{ toTeam: 't1', toMember: null }, { toTeam: 't1', toMember: 'm1' }, {}],
  'case.handed-back': [
    { how: 'done', toTeam: 't1' },
    { how: 'taken_back', toTeam: 't1', reason: 'Doch nicht nötig' },
  ],
  'case.escalated': ['person', 'consultation', 'overdue', 'handover'].map((cause) => ({ cause, level: 1 })),
  'case.ping-pong': [{ path: ['t1', 'gone', 't1'] }],
  'case.watched': [{ watching: true }, { watching: false }],
  'message.received': [{ channel: 'email' }],
  'message.changed': [{ version: 2 }],
  'message.media': ['kept', 'failed'].map((state) => ({ state })),
  'message.action-asked': ['like', 'unlike', 'hide', 'unhide', 'delete', 'pin', 'unpin'].map((action) => ({
    action,
    reason: 'beleidigend',
  })),
  'message.action-settled': ['done', 'failed', 'unclear'].flatMap((state) =>
    ['like', 'unlike', 'hide', 'unhide', 'delete', 'pin', 'unpin'].map((action) => ({ state, action })),
  ),
  'service-note.published': [{ reason: 'Name der Filialleitung' }, {}],
  'service-note.withdrawn': [{ reason: 'überholt' }],
  'message.hidden': [{ hidden: true }, { hidden: false }],
  'chat.rated': [{ score: 4 }],
  'reply.received': [{ state: 'delivered' }, { state: 'read' }],
  'reply.queued': [{ channel: 'form' }],
  'reply.resolved': ['was_sent', 'send_again', 'discard'].map((decision) => ({ decision })),
  'reply.automatic': ['acknowledgement', 'verification', 'invitation'].map((what) => ({ what })),
  'promise.made': [undefined, 'next_update', 'refund', 'return_of_originals', 'call_back', 'document', 'other'].map(
    (kind) => ({ dueAt: '2026-11-27T15:00:00Z', ...(kind ? { kind } : {}) }),
  ),
  'case.silent': ['closed', 'rested'].map((how) => ({ how, because: ['promise-open'], reason: 'Kundin verstorben' })),
  'holding.proposed': ['promise', 'acknowledgement', 'target'].map((source) => ({
    source,
    dueAt: '2026-11-27T15:00:00Z',
  })),
  'holding.sent': [true, false].map((byRule) => ({ byRule, dueAt: '2026-11-27T15:00:00Z' })),
  'goodwill.objection-settled': ['upheld', 'overruled', 'withdrawn'].map((decision) => ({ decision, teamId: 't1' })),
  'holding.dismissed': [{ reason: 'Ich rufe an' }],
  'holding.voided': ['customer-wrote', 'answered', 'promise-moved', 'resting', 'closed'].map((why) => ({ why })),
  'case.morning': [true, false, null].map((isWatched) => ({ isWatched, reason: isWatched ? 'Bloggt darüber' : '' })),
  'draft.shared': [true, false].map((isShared) => ({ isShared })),
  'draft.taken-over': [{ from: 'm1' }],
  'draft.commented': [{ to: 'm1' }, { to: null }],
  'reply.co-written': [{ authors: ['m1', 'm2'] }],
  'case.follow-up-due': [{}, { because: 'task_done' }, { because: 'time' }],
  'promise.kept': [{ onTime: true }, { onTime: false }],
  'promise.replaced': [{ dueAt: '2026-11-27T15:00:00Z' }],
  'promise.waived': [{}, { reason: 'Hat sich erledigt' }, { reason: 'closed' }],
}

test('every kind of the journal that concerns a case has words', () => {
  const kinds = Object.keys(journalKinds).filter((kind) =>
    /^(case|message|reply|note|promise|consultation)\./.test(kind),
  )
  expect(kinds.filter((kind) => !toldKinds.includes(kind))).toEqual([])
})

for (const language of ['de', 'en'] as const) {
  test(`${language}: every event says something whole`, () => {
    const context = contextIn(language)
    for (const kind of toldKinds) {
      for (const data of samples[kind] ?? [{}]) {
        const said = eventWords({ event: kind, data }, context)
        expect(said, kind).toMatch(/\S/)
        expect(said, kind).not.toMatch(/\{\{|undefined|NaN|null/)
      }
    }
  })
}

test('ids become names, reasons of people are told, inner ones are not', () => {
  const context = contextIn('de')
  expect(eventWords({ event: 'case.owner', data: { to: 'm1' } }, context)).toBe('Zuständig: Maren Koch')
  expect(eventWords({ event: 'promise.waived', data: { reason: 'Ware kam an' } }, context)).toBe(
    'Zusage entfallen: Ware kam an',
  )
  expect(eventWords({ event: 'promise.waived', data: { reason: 'closed' } }, context)).toBe('Zusage entfallen')
})

test('an event of a newer server is told by its name instead of not at all', () => {
  expect(eventWords({ event: 'case.sealed', data: {} }, contextIn('en'))).toBe('Event case.sealed')
})

test('who did it: a name, else what it was', () => {
  const context = contextIn('de')
  expect(actorWords({ actor: { kind: 'person', id: 'm1', name: null } }, context)).toBe('Maren Koch')
  expect(actorWords({ actor: { kind: 'rule', id: 'next-update', name: null } }, context)).toBe('Regel')
})
