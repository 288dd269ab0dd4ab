import { shippedRouting } from '@resonanz/contracts'
import type { Objects } from '../objects.ts'
import type { Recipe } from '../recipe.ts'

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
const routingOf = (named: Objects) => ({
  ...shippedRouting,
  table: [{ presenceId: named.presence, topicId: named.topic, language: null, kind: null, teamId: named.team }],
  queues: [{ teamId: named.team, mode: 'pull', overflow: null }],
})
const ruleFor = (named: Objects) => ({
  trigger: { on: 'event', events: ['case.created'] },
  when: { field: 'case.topic', op: 'is', value: [named.topic] },
  then: [{ do: 'assign', teamId: named.team }],
})

/** What the company does by rule: hours, targets, routing, workflows, actions. */
export const ruleRecipes: Record<string, Recipe> = {
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
}
