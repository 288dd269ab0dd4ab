import type { Recipe } from '../recipe.ts'

const phone = (teamId: string | null) => ({
  kind: 'phone',
  name: 'Zweites Telefon',
  teamId,
  settings: { number: '+49 30 1' },
})
const newPost = (presenceId: string) => ({
  text: 'Wir haben wieder offen.',
  targets: [{ presenceId }],
  localTime: '2090-05-02T09:00',
  timeZone: 'Europe/Berlin',
})

/** Channels: connected, watched, written to by machines, posted on. */
export const channelRecipes: Record<string, Recipe> = {
  // A telephone cannot be tried by itself.
  'selfTests.create': {
    body: ({ named }) => ({ presenceId: named.presence, everyMinutes: 60, alarmMinutes: 30 }),
    also: [400],
    names: true,
  },
  'selfTests.change': { body: () => ({ version: 1, enabled: false, everyMinutes: 120, alarmMinutes: 30 }) },
  // A telephone has nothing to compare.
  'presenceHealth.reconcile': { also: [409] },
  'publishing.list': { query: () => ({ from: '2090-01-01T00:00:00Z', to: '2091-01-01T00:00:00Z' }) },
  // A telephone takes no posts.
  'publishing.create': { body: ({ named }) => newPost(named.presence), also: [400], names: true },
  'publishing.change': { body: ({ named }) => ({ ...newPost(named.presence), version: 1 }), also: [400], names: true },
  'publishing.check': { body: ({ named }) => newPost(named.presence), also: [400], names: true },
  'publishing.plan': { body: () => ({ version: 1 }) },
  'publishing.move': { body: () => ({ version: 1, localTime: '2090-05-03T09:00', timeZone: 'Europe/Berlin' }) },
  'publishing.withdraw': { body: () => ({ version: 1 }) },
  // A draft needs no decision.
  'publishing.resolve': { body: ({ named }) => ({ targetId: named.post, decision: 'discard' }), also: [409] },
  'publishing.bestTimes': {
    query: ({ named }) => ({ presenceId: named.presence, timeZone: 'Europe/Berlin' }),
    names: true,
  },
  // Somebody of another role saved, stopped or lifted it before.
  'publishing.save': {
    body: () => ({ version: 1, approval: 'writers', approvalMinutes: 60, lateMinutes: 15 }),
    also: [412],
  },
  'publishing.pause': {
    body: ({ named }) => ({ reason: 'Brand im Lager', incidentId: named.incident }),
    also: [409],
    names: true,
  },
  'publishing.resume': { body: () => ({ reason: 'Lage geklärt' }), also: [409] },
  'presences.create': { body: ({ named }) => phone(named.team), names: true },
  'presences.change': { body: ({ named }) => ({ teamId: named.team }), names: true },
  'presences.test': {
    body: () => ({ presence: { kind: 'feed', name: 'Feed', settings: { url: 'http://127.0.0.1:1/feed.xml' } } }),
  },
  'channelSignIn.prepare': { query: () => ({ kind: 'mastodon' }) },
  'channelSignIn.begin': {
    // No channel of the matrix is signed in at; a server of nobody's is not called.
    body: ({ named }) => ({ kind: 'x', presenceId: named.presence, start: {} }),
    names: true,
    also: [400],
  },
  // What was begun in another session is nobody's here.
  'channelSignIn.read': { also: [404] },
  'channelSignIn.choose': { body: () => ({ key: '1' }), also: [404] },
  // A telephone cannot be read and has no signing secret.
  'presences.sync': { also: [409, 422] },
  'presences.rotateSecret': { also: [409, 422] },
  'inlet.push': {
    params: () => ({ key: 'unbekannt-unbekannt' }),
    raw: { type: 'application/json', bytes: Buffer.from('{}') },
    stranger: [401, 404],
  },
  'hooks.push': {
    params: () => ({ key: 'unbekannt-unbekannt' }),
    raw: { type: 'application/json', bytes: Buffer.from('{}') },
    stranger: [401, 404],
  },
  'hooks.challenge': { params: () => ({ key: 'unbekannt-unbekannt' }), stranger: [403, 404] },
  'forms.read': { params: () => ({ key: 'unbekannt-unbekannt' }), stranger: [404] },
  'forms.send': {
    params: () => ({ key: 'unbekannt-unbekannt' }),
    body: ({ own }) => ({ clientId: own.case, question: 'Wo bleibt mein Paket?', challenge: 'x', answer: 'y' }),
    stranger: [400, 404],
  },
  'forms.verify': { params: () => ({ token: 'x'.repeat(43) }), stranger: [404] },
  // Its bytes cannot be read as a mail, which is why it lies there.
  'quarantine.dismiss': { body: () => ({ reason: 'Werbung' }) },
}
