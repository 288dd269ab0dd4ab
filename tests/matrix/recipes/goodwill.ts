import { soon, type Recipe } from '../recipe.ts'

/** Goodwill: granted, taken back, limited and booked. */
export const goodwillRecipes: Record<string, Recipe> = {
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
}
