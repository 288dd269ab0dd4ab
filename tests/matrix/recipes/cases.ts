import { boundary, later, soon, upload, type Recipe } from '../recipe.ts'

const checklist = ({ topic }: { topic: string }) => ({
  name: 'Reklamation',
  topicId: topic,
  steps: [{ id: 'foto', text: 'Foto erhalten', isRequired: true, question: { de: 'Haben Sie ein Foto?', en: '' } }],
})
const companyChat = { host: 'chat.firma.example', domain: 'firma.example', username: 'resonanz', password: 'geheim' }

/** Cases, whose they are, and whom they are passed to or asked of. */
export const caseRecipes: Record<string, Recipe> = {
  // A case by number answers 404 where the house has no such number.
  'cases.byNumber': { params: () => ({ number: '4711' }), also: [404] },
  'cases.create': {
    body: ({ named }) => ({
      channel: 'phone',
      text: 'Anruf wegen der Rechnung',
      customerId: named.customer,
      teamId: named.team,
      topicId: named.topic,
    }),
    names: true,
  },
  'cases.change': {
    body: ({ named }) => ({ ownerId: named.member, teamId: named.team, topicId: named.topic }),
    names: true,
  },
  'cases.bulk': { body: ({ own }) => ({ select: { ids: [own.case] }, change: { priority: 'high' } }) },
  // Nothing was changed in bulk, so there is nothing to take back.
  'cases.bulkUndo': { body: ({ named }) => ({ undoId: named.case }), also: [404, 409] },
  'cases.activity': { body: () => ({ doing: 'viewing' }) },
  'cases.merge': { body: ({ named }) => ({ into: named.secondCaseId }), names: true },
  'cases.split': { body: ({ named }) => ({ messageIds: [named.message], title: 'Abgetrennt' }), names: true },
  // Nothing was merged or split, so there is nothing to undo.
  'cases.undo': { body: ({ named }) => ({ undoId: named.case }), also: [404, 409] },
  'notes.add': { body: ({ named }) => ({ text: 'Bitte ansehen', mentionIds: [named.member] }), names: true },
  'notes.change': { body: () => ({ text: 'Geändert' }) },
  'promises.add': {
    body: ({ named }) => ({ kind: 'refund', text: 'Erstattung', dueAt: soon, ownerId: named.member }),
    names: true,
  },
  'promises.move': { body: () => ({ dueAt: later, reason: 'Die Bank braucht länger' }) },
  'promises.settle': { body: () => ({ state: 'kept' }) },
  'cases.correct': {
    body: ({ named }) => ({ messageId: named.message, sentiment: 'negative', topicId: named.topic }),
    names: true,
  },
  'checklists.create': { body: ({ named }) => checklist(named), names: true },
  'checklists.save': { body: ({ named }) => ({ ...checklist(named), basedOn: 1 }), names: true },
  'checklists.apply': { body: ({ named }) => ({ checklistId: named.checklist }), names: true },
  'checklists.tick': {
    body: ({ named }) => ({ checklistId: named.checklist, stepId: 'eins', state: 'skipped', reason: 'nicht nötig' }),
    names: true,
  },
  'checklists.putAway': {
    body: ({ named }) => ({ checklistId: named.checklist, reason: 'passt hier nicht' }),
    names: true,
  },
  'tasks.create': {
    body: ({ named }) => ({ text: 'Werkstatt anrufen', assigneeId: named.member, teamId: named.team }),
    names: true,
  },
  'tasks.change': { body: ({ named }) => ({ text: 'Werkstatt fragen', assigneeId: named.member }), names: true },
  'experts.create': {
    body: ({ named }) => ({
      name: 'Dr. Neu',
      email: 'neu@werk.example',
      topicIds: [named.topic],
      deputyIds: [named.expert],
    }),
    names: true,
    roomy: true,
  },
  'experts.change': { body: ({ named }) => ({ topicIds: [named.topic] }), names: true },
  'consultations.ask': {
    body: ({ named }) => ({ memberId: named.member, question: 'Gilt die Garantie noch?' }),
    names: true,
  },
  // Who only reads cases answers what was put to them, and nothing was.
  'consultations.answer': { body: ({ own }) => ({ text: 'Ja, bis März.', clientKey: own.case }), also: [403] },
  'companyChat.save': { body: () => companyChat },
  'companyChat.test': { body: () => companyChat },
  'companyChat.remove': { also: [404] },
  'consultations.withdraw': { body: () => ({ reason: 'Hat sich erledigt' }) },
  // The answer came without a file.
  'consultations.attachment': { params: ({ own }) => ({ id: own.consultationAnswer, index: '0' }), also: [404] },
  'consultations.answerByLink': {
    params: () => ({ token: 'x'.repeat(43) }),
    body: ({ own }) => ({ text: 'Geraten', clientKey: own.case }),
    stranger: [404],
  },
  'handovers.handOver': {
    body: ({ named }) => ({ toMemberId: named.member, what: 'Bitte prüfen', reason: 'technical' }),
    names: true,
  },
  'handovers.finish': { body: () => ({ result: 'Geprüft' }) },
  'handovers.takeBack': { body: () => ({ reason: 'Doch nicht nötig' }) },
  'handovers.escalate': { body: () => ({ level: 1, reason: 'Wartet zu lange' }) },
  'customers.create': {
    body: ({ named }) => ({ name: 'Frau Neu', identityId: named.identity, caseId: named.case }),
    names: true,
  },
  'customers.change': { body: () => ({ salutation: 'Frau' }) },
  'identities.link': {
    body: ({ named }) => ({ customerId: named.secondCustomerId, reason: 'am Telefon bestätigt' }),
    names: true,
  },
  'identities.unlink': { body: () => ({ reason: 'Irrtum' }) },
  'proposals.decide': { body: () => ({ accept: true }) },
  'customers.merge': { body: ({ named }) => ({ into: named.secondCustomerId }), names: true },
  'mentions.triage': { body: () => ({ state: 'watched' }) },
  'files.upload': { raw: { type: `multipart/form-data; boundary=${boundary}`, bytes: upload } },
  'messages.attachment': { params: ({ own }) => ({ id: own.message, index: '0' }), also: [404] },
  // The picture lies at an address that the server does not fetch from.
  'messages.picture': { params: ({ own }) => ({ id: own.message, index: '0' }), also: [404, 422] },
}
