import { boundary, later, soon, upload, type Recipe } from '../recipe.ts'

/** The company itself: people, teams, settings, what they look at. */
export const houseRecipes: Record<string, Recipe> = {
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
  'units.create': { body: ({ named }) => ({ name: 'Nord', parentId: named.unit }), names: true, roomy: true },
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
  // A note is no picture.
  'settings.saveLogo': { raw: { type: `multipart/form-data; boundary=${boundary}`, bytes: upload }, also: [400] },
  'views.create': { body: () => ({ name: 'Offene', filter: 'status:offen' }) },
  'views.change': { body: () => ({ name: 'Offene Fälle' }) },
  'topics.create': { body: ({ named }) => ({ parentId: named.topic, name: { de: 'Neu', en: 'New' } }), names: true },
  'topics.change': {
    body: ({ named }) => ({ parentId: named.topic, name: { de: 'Neu', en: 'New' } }),
    also: [400, 409],
  },
  'search.all': { query: () => ({ q: 'kanarie' }) },
  'notifications.read': { body: () => ({}) },
}
