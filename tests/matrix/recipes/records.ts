import type { Recipe } from '../recipe.ts'

const closingLevels = {
  'found-where': 'off',
  'found-by': 'off',
  'handled-by': 'hint',
  'answered-at': 'hint',
  topic: 'hint',
  kind: 'hint',
  cause: 'hint',
  particulars: 'off',
}

/** What is put on record of a case, and of many that say the same. */
export const recordRecipes: Record<string, Recipe> = {
  'caseFile.pdf': { query: () => ({ language: 'de', purpose: 'court', mask: 'customer' }) },
  'caseFile.json': { query: () => ({ language: 'en', purpose: 'internal', leaveOut: 'notes' }) },
  'caseRecords.document': {
    body: ({ named }) => ({
      foundWhere: 'Forum',
      topicId: named.topic,
      causeId: named.cause,
      particulars: 'Nur schriftlich',
    }),
    names: true,
  },
  'caseRecords.keepEvidence': { body: () => ({}) },
  'causes.create': {
    body: ({ named }) => ({ name: `Ursache ${Math.random()}`, topicId: named.topic }),
    names: true,
  },
  'causes.change': { body: ({ named }) => ({ topicId: named.topic, active: true }), names: true },
  // One after the other: the version has moved on.
  'closing.savePolicy': {
    body: ({ named }) => ({
      levels: closingLevels,
      exceptions: [{ kinds: ['complaint'], teamIds: [named.team], levels: closingLevels }],
      evidence: 'serious',
      version: 1,
    }),
    also: [412],
  },
  // Its own number is none to link with.
  'incidents.link': { body: () => ({ number: 999_999, kind: 'related' }), also: [400] },
  'incidents.create': {
    body: ({ named }) => ({ title: 'Stromausfall', mainCaseId: named.case, ownerId: named.member }),
    names: true,
  },
  'incidents.change': {
    body: ({ named }) => ({ version: 1, state: 'working', mainCaseId: named.case }),
    names: true,
  },
  'incidents.attach': { body: ({ named }) => ({ caseIds: [named.case] }) },
  'incidents.detach': { body: ({ named }) => ({ caseIds: [named.case] }) },
  'manyAnswers.preview': {
    body: ({ named }) => ({
      select: { incidentId: named.incident },
      content: { title: 'Rückruf', text: '{{customer.greeting}}, wir tauschen das Gerät um.', language: 'de' },
    }),
    names: true,
  },
  'manyAnswers.create': {
    body: ({ named }) => ({
      content: { title: 'Rückruf', text: '{{customer.greeting}}, wir tauschen das Gerät um.', language: 'de' },
      incidentId: named.incident,
      cases: [{ caseId: named.case, lastMessageId: null }],
    }),
    names: true,
  },
  // One that has not begun has nothing to send again.
  'manyAnswers.retry': { body: () => ({}), also: [409] },
}
