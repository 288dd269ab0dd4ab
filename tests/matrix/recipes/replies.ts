import { later, soon, type Recipe } from '../recipe.ts'

const textModule = ({ topic, member }: { topic: string | null; member: string | null }) => ({
  title: 'Gruß',
  topicId: topic,
  ownerId: member,
  variants: [{ language: 'de', addressForm: 'any', length: 'long', audience: 'any', text: 'Guten Tag' }],
})

/** Answers: written, looked at by others, sent, and what stands in for them. */
export const replyRecipes: Record<string, Recipe> = {
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
  'guideline.save': { body: () => ({ basedOn: 0, rules: [] }) },
  'guideline.trial': { body: () => ({ rules: [] }) },
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
  // A mail knows no likes.
  'messageActions.ask': { body: () => ({ action: 'like' }), also: [409] },
  'serviceNotes.list': { query: ({ named }) => ({ caseId: named.case }) },
  'serviceNotes.publish': {
    body: () => ({
      title: 'So geht der Umtausch',
      text: 'Bringen Sie das Gerät in eine Filiale.',
      language: 'de',
      expiresAt: later,
    }),
  },
  'serviceNotes.extend': { body: () => ({ expiresAt: later }), also: [409] },
  // Another role's turn withdrew it before.
  'serviceNotes.withdraw': { body: () => ({ reason: 'Überholt' }), also: [409] },
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
}
