import { boundary, upload, type Recipe } from '../recipe.ts'

const iban = {
  key: 'iban',
  kind: 'iban',
  label: { de: 'IBAN', en: 'IBAN' },
  reason: { de: 'Für die Erstattung', en: 'For the refund' },
  isRequired: true,
  isMasked: true,
  keepDays: 30,
  choices: [],
}

/** Where customers write to us themselves: private pages and the web chat. */
export const pageRecipes: Record<string, Recipe> = {
  'privatePages.ask': {
    body: () => ({
      questions: [iban],
      words: 'Bitte ergänzen Sie',
      language: 'de',
      way: 'hand',
      validHours: 24,
      clientKey: crypto.randomUUID(),
    }),
  },
  'privatePages.status': { body: () => ({ language: 'de' }) },
  'privatePages.revoke': { body: () => ({}) },
  'privatePages.reveal': { body: () => ({ purpose: 'handle', note: 'Erstattung' }) },
  'privatePages.createSet': {
    body: ({ named }) => ({ name: 'Erstattung', topicId: named.topic, questions: [iban] }),
    names: true,
    roomy: true,
  },
  'privatePages.changeSet': {
    body: ({ named }) => ({ name: 'Erstattung', topicId: named.topic, questions: [iban], version: 1 }),
    names: true,
  },
  'privatePages.saveLook': { body: () => ({ colour: '#1c5bb8', validHours: 48 }) },
  // Only our own page may ask, and it says so.
  'privatePages.open': { params: () => ({ token: 'x'.repeat(43) }), body: () => ({}), stranger: [403] },
  'privatePages.send': {
    params: () => ({ token: 'x'.repeat(43) }),
    raw: { type: `multipart/form-data; boundary=${boundary}`, bytes: upload },
    stranger: [403],
  },
  'privatePages.check': { body: () => ({ code: 'ABCD-2345' }), stranger: [403] },
  'chats.read': { params: () => ({ key: 'unbekannt-unbekannt' }), stranger: [404] },
  'chats.start': {
    params: () => ({ key: 'unbekannt-unbekannt' }),
    body: () => ({ challenge: 'x', answer: '1' }),
    stranger: [404],
  },
  'chats.say': {
    params: () => ({ key: 'unbekannt-unbekannt' }),
    body: () => ({ clientId: '01990000-0000-7000-8000-000000000001', text: 'Hallo' }),
    stranger: [404],
  },
  'chats.lines': { params: () => ({ key: 'unbekannt-unbekannt' }), stranger: [404] },
  'chats.stream': { params: () => ({ key: 'unbekannt-unbekannt' }), stranger: [404] },
  'chats.signal': { params: () => ({ key: 'unbekannt-unbekannt' }), body: () => ({ typing: true }), stranger: [404] },
  'chats.upload': {
    params: () => ({ key: 'unbekannt-unbekannt' }),
    raw: { type: 'application/octet-stream', bytes: Buffer.from('Hallo') },
    stranger: [404],
  },
  'chats.file': { params: ({ own }) => ({ key: 'unbekannt-unbekannt', fileId: own.file }), stranger: [404] },
  'chats.mail': {
    params: () => ({ key: 'unbekannt-unbekannt' }),
    body: () => ({ email: 'gerda@example.org' }),
    stranger: [404],
  },
  'chats.rate': { params: () => ({ key: 'unbekannt-unbekannt' }), body: () => ({ score: 5 }), stranger: [404] },
  // The thread of these cases is no chat.
  'chats.attend': { body: ({ named }) => ({ threadId: named.threadId }), also: [404], names: true },
}
