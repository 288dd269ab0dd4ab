import { shippedRouting } from '@resonanz/contracts'
import type { House } from '../deps.ts'
import type { Objects } from './objects.ts'

/** What a request is made of: the actor's house and objects, and the ones it names beside `params.id` (own or foreign). */
export type Given = { house: House; own: Objects; named: Objects; namedHouse: House }
export type Recipe = {
  params?: (given: Given) => Record<string, string>
  query?: (given: Given) => Record<string, string>
  body?: (given: Given) => unknown
  /** Bytes of their own instead of JSON. */
  raw?: { type: string; bytes: Buffer }
  /** Answers that count as served on an own object beside 2xx, with the reason in a comment. */
  also?: readonly number[]
  /** Names objects beside `params.id`: then a foreign one there must answer like an unknown one, and be refused. */
  names?: boolean
  /** For public routes: what an anonymous stranger gets. */
  stranger?: readonly number[]
}

const soon = new Date(Date.now() + 86_400_000).toISOString()
const later = new Date(Date.now() + 2 * 86_400_000).toISOString()
const boundary = 'kanarienvogel'
const upload = Buffer.from(
  `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="zettel.txt"\r\nContent-Type: text/plain\r\n\r\nHallo\r\n--${boundary}--\r\n`,
)
const phone = (teamId: string | null) => ({
  kind: 'phone',
  name: 'Zweites Telefon',
  teamId,
  settings: { number: '+49 30 1' },
})

const officeHours = {
  timeZone: 'Europe/Berlin',
  week: [{ weekday: 1, from: '09:00', to: '17:00' }],
  holidays: 'DE-HH',
  specialDays: [],
}
const anyCase = { unitId: null, teamId: null, presenceId: null, channel: null, kind: null, priority: null }
const inOneDay = { averageMinutes: null, atMostMinutes: 1440 }
const targetRules = (teamId: string) =>
  [
    { id: 'default', when: anyCase },
    { id: 'team', when: { ...anyCase, teamId } },
  ].map((rule) => ({
    ...rule,
    inServiceHours: true,
    firstAnswer: inOneDay,
    nextAnswer: null,
    resolution: null,
    nextUpdate: inOneDay,
  }))

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
const routingOf = (named: Objects) => ({
  ...shippedRouting,
  table: [{ presenceId: named.presence, topicId: named.topic, language: null, kind: null, teamId: named.team }],
  queues: [{ teamId: named.team, mode: 'pull', overflow: null }],
})

const textModule = ({ topic, member }: { topic: string | null; member: string | null }) => ({
  title: 'Gruß',
  topicId: topic,
  ownerId: member,
  variants: [{ language: 'de', addressForm: 'any', length: 'long', audience: 'any', text: 'Guten Tag' }],
})
const checklist = ({ topic }: { topic: string }) => ({
  name: 'Reklamation',
  topicId: topic,
  steps: [{ id: 'foto', text: 'Foto erhalten', isRequired: true, question: { de: 'Haben Sie ein Foto?', en: '' } }],
})

const ruleFor = (named: Objects) => ({
  trigger: { on: 'event', events: ['case.created'] },
  when: { field: 'case.topic', op: 'is', value: [named.topic] },
  then: [{ do: 'assign', teamId: named.team }],
})

/** How to ask every route that needs more than its path. A route that is missing here and needs more fails the test. */
export const recipes: Record<string, Recipe> = {
  'session.preferences': { body: () => ({ theme: 'dark' }) },
  'session.enter': { body: ({ namedHouse }) => ({ workspaceId: namedHouse.workspaceId }), names: true },
  'setup.state': { stranger: [200] },
  'setup.run': {
    body: () => ({
      token: 'geraten geraten',
      workspaceName: 'Fremd',
      name: 'Fremd',
      email: 'fremd@fremd.example',
      password: 'ein langes Kennwort',
      language: 'de',
    }),
    stranger: [404],
  },

  'members.change': { body: ({ named }) => ({ teamIds: [named.team] }), names: true },
  'teams.create': { body: ({ named }) => ({ name: 'Nachtschicht', memberIds: [named.member] }), names: true },
  'teams.change': { body: ({ named }) => ({ memberIds: [named.member] }), names: true },
  'units.create': { body: ({ named }) => ({ name: 'Nord', parentId: named.unit }), names: true },
  'units.change': { body: () => ({ name: 'Nordwest' }) },
  'absences.create': {
    body: ({ own, named }) => ({
      memberId: own.member,
      from: soon,
      to: later,
      deputyId: null,
      ...(named === own ? {} : { deputyId: named.member }),
    }),
    names: true,
    // Somebody else's absence needs the right.
    also: [403],
  },
  'absences.change': { body: ({ named }) => ({ deputyId: named.member }), names: true },
  'invitations.create': {
    body: ({ named }) => ({ email: `neu-${Math.random()}@gast.example`, role: 'agent', teamIds: [named.team] }),
    names: true,
  },
  'invitations.read': { params: () => ({ token: 'x'.repeat(43) }), stranger: [404] },
  'invitations.accept': {
    params: () => ({ token: 'x'.repeat(43) }),
    body: () => ({ name: 'Niemand', password: 'ein langes Kennwort' }),
    stranger: [404],
  },
  'settings.change': { body: () => ({ undoSeconds: 12 }) },

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
  'signatures.save': {
    body: ({ named }) => ({
      presenceId: named.presence,
      basedOn: 0,
      signature: { texts: { de: { sie: 'Grüße', du: 'Grüße' }, en: 'Regards' }, signs: true, initials: null },
    }),
    names: true,
  },
  // The object is a colleague: their initials are set by them and by who manages people.
  'signatures.initials': { body: () => ({ initials: crypto.randomUUID().slice(0, 6) }), also: [403] },
  'signatures.ofCase': { query: ({ named }) => ({ threadId: named.threadId }), names: true },
  'acknowledgements.saveText': { body: () => ({ language: 'de', address: 'formal', text: null }) },
  // The object is a telephone: only mailboxes acknowledge.
  'acknowledgements.switch': { body: () => ({ isOn: true }), also: [409] },
  'morning.tick': { body: () => ({ isDone: true }) },
  'morning.watch': { body: () => ({ isWatched: true, reason: 'Wird öffentlich begleitet' }) },
  'morning.saveMine': { body: () => ({ wanted: true, evenEmpty: false }) },
  'morning.saveMail': { body: () => ({ minuteOfDay: 450, toLeads: true }) },
  'holdingReplies.send': {
    body: ({ named }) => ({
      holdingId: named.holding,
      text: 'Wir haben gefragt.',
      newDueAt: later,
      expectedLastMessageId: named.message,
    }),
    names: true,
  },
  'holdingReplies.dismiss': {
    body: ({ named }) => ({ holdingId: named.holding, reason: 'Rufe gleich selbst an' }),
    names: true,
  },
  // Another role's turn has made a version already.
  'holdingReplies.savePolicy': {
    body: () => ({
      basedOn: 0,
      house: { proposes: true, lead: { unit: 'minutes', minutes: 60 }, sentBy: 'person', mostInRow: 2 },
      exceptions: [],
    }),
    also: [409],
  },
  'promises.move': { body: () => ({ dueAt: later, reason: 'Die Bank braucht länger' }) },
  'promises.settle': { body: () => ({ state: 'kept' }) },
  'views.create': { body: () => ({ name: 'Offene', filter: 'status:offen' }) },
  'views.change': { body: () => ({ name: 'Offene Fälle' }) },
  'topics.create': { body: ({ named }) => ({ parentId: named.topic, name: { de: 'Neu', en: 'New' } }), names: true },
  'topics.change': {
    body: ({ named }) => ({ parentId: named.topic, name: { de: 'Neu', en: 'New' } }),
    also: [400, 409],
  },

  'cases.correct': {
    body: ({ named }) => ({ messageId: named.message, sentiment: 'negative', topicId: named.topic }),
    names: true,
  },
  'guideline.check': {
    body: ({ named }) => ({ threadId: named.threadId, text: 'Wir kümmern uns darum.' }),
    names: true,
  },
  'textModules.create': {
    body: ({ named }) => ({ ...textModule(named), isPersonal: true }),
    names: true,
  },
  'textModules.save': { body: ({ named }) => ({ ...textModule(named), basedOn: 1 }), names: true },
  'textModules.check': { body: () => ({ variants: textModule({ topic: null, member: null }).variants }) },
  'textModules.import': {
    body: () => ({ csv: 'title,text\nGruß,Guten Tag', reason: 'Aus dem alten System' }),
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
  'guideline.save': { body: () => ({ basedOn: 0, rules: [] }) },
  'serviceHours.save': {
    // A version somebody else made first answers 409.
    body: ({ named }) => ({ teamId: named.team, presenceId: null, basedOn: 0, hours: officeHours }),
    names: true,
    also: [409],
  },
  'serviceHours.holidays': { query: () => ({ region: 'DE-HH' }) },
  'targets.save': { body: ({ named }) => ({ basedOn: 0, rules: targetRules(named.team) }), names: true, also: [409] },
  'targets.preview': { body: () => ({ calendar: { teamId: null, presenceId: null, hours: officeHours } }) },
  'targets.trial': { body: () => ({ calendar: { teamId: null, presenceId: null, hours: officeHours } }) },
  'workflows.create': { body: ({ named }) => ({ name: 'Neu', definition: ruleFor(named) }), names: true },
  // Another role's turn made the version before.
  'workflows.save': {
    body: ({ named }) => ({ name: 'Neu', basedOn: 1, definition: ruleFor(named) }),
    names: true,
    also: [409],
  },
  'workflows.switch': { body: () => ({ enabled: true }) },
  // Another role's turn took it already.
  'workflows.useShipped': { params: () => ({ key: 'recall' }), also: [409] },
  'workflows.trial': { body: ({ named }) => ({ definition: ruleFor(named) }) },
  'workflows.runMacro': { body: ({ named }) => ({ caseIds: [named.case] }), names: true },
  'actions.create': {
    body: () => ({ kind: 'webhook', name: 'Haken', settings: { url: 'https://haken.example/' } }),
  },
  'actions.change': {
    body: () => ({
      input: { kind: 'webhook', name: 'Haken', settings: { url: 'https://haken.example/' } },
      enabled: false,
      version: 1,
    }),
    // Another role's turn changed it before.
    also: [412],
  },
  'actions.previewDocument': {
    body: () => ({ settings: { format: 'docx', language: 'de', title: 'Muster', text: 'Fall: {{case.number}}' } }),
  },
  'guideline.trial': { body: () => ({ rules: [] }) },
  // A version somebody else made first answers 409.
  'routing.save': { body: ({ named }) => ({ basedOn: 0, policy: routingOf(named) }), names: true, also: [409] },
  'routing.trial': { body: ({ named }) => ({ policy: routingOf(named) }), names: true },
  'routing.setMember': {
    body: ({ named }) => ({ skills: [{ kind: 'topic', value: named.topic, level: 3 }] }),
    names: true,
  },
  'routing.setPresence': { body: () => ({ state: 'busy' }) },
  // There is too little to learn from.
  'textQuality.retrain': { params: () => ({ classifier: 'topic' }), also: [409] },
  'textQuality.rollback': { params: () => ({ classifier: 'topic' }), body: () => ({ version: null }) },

  'replies.send': {
    body: ({ named }) => ({
      threadId: named.threadId,
      text: 'Wir kümmern uns darum.',
      expectedLastMessageId: named.message,
      evenIfNewer: true,
      nextUpdate: { at: soon, text: '' },
      logged: true,
    }),
    names: true,
  },
  // Its undo time is over.
  'outbox.undo': { also: [409] },
  'outbox.resolve': { body: () => ({ decision: 'was_sent' }) },
  'drafts.read': { params: ({ own }) => ({ id: own.case, kind: 'note' }) },
  // A draft keeps whatever thread its writer meant, so that no word is lost when threads move; sending looks at it.
  'drafts.save': {
    params: ({ own }) => ({ id: own.case, kind: 'reply' }),
    body: ({ own }) => ({ text: 'Entwurf', threadId: own.threadId }),
  },

  'sharedDrafts.share': { body: () => ({ isShared: false }) },
  'sharedDrafts.takeOver': {
    params: ({ own, named }) => ({ id: own.case, draftId: named.draft }),
    body: ({ house }) => ({ from: house.agent.memberId }),
    names: true,
  },
  'sharedDrafts.versions': {
    params: ({ own, named }) => ({ id: own.case, draftId: named.draft }),
    names: true,
  },
  // It has no earlier text.
  'sharedDrafts.restore': {
    params: ({ own }) => ({ id: own.case, draftId: own.draft }),
    body: ({ named }) => ({ versionId: named.draft }),
    also: [404],
    names: true,
  },
  'sharedDrafts.comment': {
    params: ({ own, named }) => ({ id: own.case, draftId: named.draft }),
    body: ({ named }) => ({ text: 'Bitte gegenlesen', to: named.member }),
    names: true,
  },

  'replyApprovals.needed': {
    body: ({ named }) => ({ threadId: named.threadId, text: 'Wir kümmern uns darum.' }),
    names: true,
  },
  // A telephone call was said already.
  'replyApprovals.request': {
    body: ({ named }) => ({
      threadId: named.threadId,
      text: 'Wir kümmern uns darum.',
      expectedLastMessageId: named.message,
      evenIfNewer: true,
      nextUpdate: { at: soon, text: '' },
    }),
    also: [400],
    names: true,
  },
  // Somebody wrote meanwhile, as far as it knows; only writers and approvers change it.
  'replyApprovals.edit': { body: () => ({ text: 'Wir kümmern uns darum.', version: 1 }), also: [403, 409, 422] },
  'replyApprovals.savePolicy': {
    body: ({ named }) => ({
      basedOn: 0,
      rules: [
        {
          name: 'Neue',
          memberIds: [named.member],
          teamId: named.team,
          presenceId: named.presence,
          approvers: { memberIds: [named.member] },
        },
      ],
    }),
    // Another role's turn made the version before.
    also: [409],
    names: true,
  },
  'approvals.list': { query: () => ({ view: 'requested' }) },
  // Nobody decides their own, and the others are not asked.
  'approvals.decide': {
    body: () => ({ decision: 'reject', reason: 'So nicht', fingerprint: 'seen' }),
    also: [403],
  },
  'approvals.withdraw': { body: () => ({ reason: 'Erledigt' }), also: [403] },

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
  'languageHelp.save': {
    body: () => ({
      enabled: true,
      baseUrl: 'https://127.0.0.1:1/v1',
      model: 'm',
      uses: ['draft', 'summary', 'translation'],
      teamIds: [],
      channels: [],
      purpose: 'p',
      processor: 'p',
      notice: 'n',
      timeoutSeconds: 2,
      mostCharacters: 500,
      perPersonPerDay: 1000,
      perDay: 1000,
      version: 1,
    }),
    also: [412],
  },
  'languageHelp.test': { body: () => ({}) },
  'languageHelp.preview': { body: () => ({ use: 'summary', language: 'de' }) },
  // The server it names is nobody's: asked and failed, or the presses of the day are used up by then.
  'languageHelp.ask': { body: () => ({ use: 'summary', language: 'de' }), also: [422, 429] },
  // Own presses only.
  'languageHelp.accept': { body: () => ({ as: 'note' }), also: [404] },
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

  'experts.create': {
    body: ({ named }) => ({
      name: 'Dr. Neu',
      email: 'neu@werk.example',
      topicIds: [named.topic],
      deputyIds: [named.expert],
    }),
    names: true,
  },
  'experts.change': { body: ({ named }) => ({ topicIds: [named.topic] }), names: true },
  'consultations.ask': {
    body: ({ named }) => ({ memberId: named.member, question: 'Gilt die Garantie noch?' }),
    names: true,
  },
  // Who only reads cases answers what was put to them, and nothing was.
  'consultations.answer': { body: ({ own }) => ({ text: 'Ja, bis März.', clientKey: own.case }), also: [403] },
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

  // A foreign department is refused before anything is known of it; nobody has a limit here but owners.
  'goodwill.create': {
    body: ({ named }) => ({
      mode: 'grant',
      kind: 'refund',
      amountMinor: 100,
      reason: 'Lieferung kam zu spät',
      overrule: { teamId: named.team, reason: 'Ruf' },
    }),
    also: [403, 422],
    names: true,
  },
  'goodwill.change': { body: () => ({ version: 1, what: 'Versandkosten' }), also: [422] },
  'goodwill.withdraw': { body: () => ({ reason: 'Irrtum' }) },
  // Nothing here is booked, and nobody here is of a department that may object.
  'goodwill.reverse': { body: () => ({ mode: 'grant', reason: 'Irrtum' }), also: [409] },
  'goodwill.object': { body: () => ({ reason: 'Kein Mangel' }), also: [403] },
  'goodwill.setDepartment': {
    body: ({ named }) => ({ topicId: named.topic, teamId: named.team, hours: 8, overruledBy: 'lead' }),
    names: true,
  },
  'goodwill.promise': { body: () => ({ until: soon }) },
  'goodwill.setLimit': {
    body: ({ named }) => ({ role: null, teamId: named.team, topicId: null, currency: 'EUR', amountMinor: 100 }),
    names: true,
  },
  'goodwill.setBudget': { body: () => ({ unitId: null, monthlyMinor: 100_000 }) },
  'goodwill.setPolicy': { body: ({ named }) => ({ overruleTeamIds: [named.team] }), names: true },
  // Whatever was granted is booked already by another role's turn.
  'goodwill.book': { body: () => ({ from: '2020-01-01', to: '2099-12-31' }), also: [400] },

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

  'presences.create': { body: ({ named }) => phone(named.team), names: true },
  'presences.change': { body: ({ named }) => ({ teamId: named.team }), names: true },
  'presences.test': {
    body: () => ({ presence: { kind: 'feed', name: 'Feed', settings: { url: 'http://127.0.0.1:1/feed.xml' } } }),
  },
  // A telephone cannot be read and has no signing secret.
  'presences.sync': { also: [409, 422] },
  'presences.rotateSecret': { also: [409, 422] },

  'inlet.push': {
    params: () => ({ key: 'unbekannt-unbekannt' }),
    raw: { type: 'application/json', bytes: Buffer.from('{}') },
    stranger: [401, 404],
  },
  'forms.read': { params: () => ({ key: 'unbekannt-unbekannt' }), stranger: [404] },
  'forms.send': {
    params: () => ({ key: 'unbekannt-unbekannt' }),
    body: ({ own }) => ({ clientId: own.case, question: 'Wo bleibt mein Paket?', challenge: 'x', answer: 'y' }),
    stranger: [400, 404],
  },
  'forms.verify': { params: () => ({ token: 'x'.repeat(43) }), stranger: [404] },
  // Its bytes cannot be read as a mail, which is why it lies there.
  'quarantine.dismiss': { body: () => ({ reason: 'Werbung' }) },
  'mentions.triage': { body: () => ({ state: 'watched' }) },

  'files.upload': { raw: { type: `multipart/form-data; boundary=${boundary}`, bytes: upload } },
  'messages.attachment': { params: ({ own }) => ({ id: own.message, index: '0' }), also: [404] },
  // The picture lies at an address that the server does not fetch from.
  'messages.picture': { params: ({ own }) => ({ id: own.message, index: '0' }), also: [404, 422] },
  'search.all': { query: () => ({ q: 'kanarie' }) },
  'notifications.read': { body: () => ({}) },
}
