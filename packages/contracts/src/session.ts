import { z } from 'zod'
import { Permission, Role } from './access.ts'
import { route } from './route.ts'
import { CompanyLogo, Id, IdParams, Instant, Language, Line, Ok } from './shapes.ts'

export const Preferences = z.strictObject({
  language: Language.optional(),
  theme: z.enum(['system', 'light', 'dark']).optional(),
  density: z.enum(['compact', 'normal', 'relaxed']).optional(),
  singleKeys: z.boolean().optional(),
  keyMap: z.record(z.string().max(40), z.string().max(12)).optional(),
  undoSeconds: z.number().int().min(0).max(60).optional(),
  signature: z.string().max(2000).optional(),
})
export type Preferences = z.infer<typeof Preferences>

export const Me = z.object({
  member: z.object({ id: Id, name: z.string(), email: z.string(), role: Role, teamIds: z.array(Id) }),
  workspace: z.object({
    id: Id,
    name: z.string(),
    language: Language,
    addressForm: z.enum(['sie', 'du']),
    sampleData: z.boolean(),
    onboarding: z.object({ channelConnected: z.boolean(), peopleInvited: z.boolean() }),
  }),
  /** All workspaces this person may enter. */
  workspaces: z.array(z.object({ id: Id, name: z.string() })),
  permissions: z.array(Permission),
  preferences: Preferences,
  twoFactorOn: z.boolean(),
  /** Where the live stream begins so that nothing is missed of what changes after this answer. */
  liveFrom: z.string(),
})
export type Me = z.infer<typeof Me>

export const sessionRoutes = {
  me: route({
    id: 'session.me',
    method: 'GET',
    path: '/api/v1/me',
    access: 'member',
    summary: 'Who I am and what I may do',
    response: Me,
  }),
  preferences: route({
    id: 'session.preferences',
    method: 'PATCH',
    path: '/api/v1/me/preferences',
    access: 'member',
    summary: 'Change my preferences',
    body: Preferences,
    response: Preferences,
  }),
  enter: route({
    id: 'session.enter',
    method: 'POST',
    path: '/api/v1/me/workspace',
    access: 'member',
    summary: 'Enter another of my workspaces',
    body: z.strictObject({ workspaceId: Id }),
    response: Ok,
  }),
  setupState: route({
    id: 'setup.state',
    method: 'GET',
    path: '/api/v1/setup',
    access: 'public',
    summary: 'Does this installation still need its first owner?',
    response: z.object({ needed: z.boolean(), demo: z.object({ email: z.string(), password: z.string() }).nullable() }),
  }),
  setup: route({
    id: 'setup.run',
    method: 'POST',
    path: '/api/v1/setup',
    access: 'public',
    summary: 'First run: create workspace and owner with the token printed once',
    status: 201,
    body: z.strictObject({
      token: z.string().max(200),
      workspaceName: Line(120).pipe(z.string().min(1)),
      name: Line(120).pipe(z.string().min(1)),
      email: z.email().max(254),
      password: z.string().min(12).max(128),
      language: Language,
      addressForm: z.enum(['sie', 'du']).default('sie'),
      sampleData: z.boolean().default(false),
    }),
    response: Ok,
  }),
}

export const Member = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  active: z.boolean(),
  teamIds: z.array(Id),
  lastSeenAt: Instant.nullable(),
  twoFactorOn: z.boolean(),
})
export type Member = z.infer<typeof Member>
export const Team = z.object({ id: Id, name: z.string(), memberIds: z.array(Id), unitId: Id.nullable() })
export type Team = z.infer<typeof Team>
/** Brand, department or region: a tree above the teams. */
export const Unit = z.object({ id: Id, name: z.string(), parentId: Id.nullable() })
export type Unit = z.infer<typeof Unit>
export const Invitation = z.object({
  id: Id,
  email: z.string(),
  role: Role,
  teamIds: z.array(Id),
  expiresAt: Instant,
  createdAt: Instant,
  invitedBy: z.string().nullable(),
})
export type Invitation = z.infer<typeof Invitation>

const InvitationInput = z.strictObject({
  email: z.email().max(254),
  role: Role,
  teamIds: z.array(Id).max(50).default([]),
})
const TokenParams = z.strictObject({ token: z.string().min(20).max(200) })
const TeamInput = z.strictObject({
  name: Line(80).pipe(z.string().min(1)),
  memberIds: z.array(Id).max(500).optional(),
  unitId: Id.nullable().optional(),
})
const UnitInput = z.strictObject({ name: Line(80).pipe(z.string().min(1)), parentId: Id.nullable() })

export const organisationRoutes = {
  members: route({
    id: 'members.list',
    method: 'GET',
    path: '/api/v1/members',
    access: 'member.read',
    summary: 'People of this workspace',
    response: z.object({ items: z.array(Member) }),
  }),
  changeMember: route({
    id: 'members.change',
    method: 'PATCH',
    path: '/api/v1/members/{id}',
    access: 'member.manage',
    object: 'member',
    summary: 'Change role, teams or access; takes effect at once',
    params: IdParams,
    body: z.strictObject({
      role: Role.optional(),
      active: z.boolean().optional(),
      teamIds: z.array(Id).max(50).optional(),
      name: Line(120).optional(),
    }),
    response: Member,
  }),
  teams: route({
    id: 'teams.list',
    method: 'GET',
    path: '/api/v1/teams',
    access: 'member.read',
    summary: 'Teams',
    response: z.object({ items: z.array(Team) }),
  }),
  createTeam: route({
    id: 'teams.create',
    method: 'POST',
    path: '/api/v1/teams',
    access: 'team.manage',
    summary: 'Create a team',
    body: TeamInput,
    response: Team,
    status: 201,
  }),
  changeTeam: route({
    id: 'teams.change',
    method: 'PATCH',
    path: '/api/v1/teams/{id}',
    access: 'team.manage',
    object: 'team',
    summary: 'Rename a team or change who is in it',
    params: IdParams,
    body: TeamInput.partial(),
    response: Team,
  }),
  units: route({
    id: 'units.list',
    method: 'GET',
    path: '/api/v1/units',
    access: 'member.read',
    summary: 'Units: brands, departments, regions',
    response: z.object({ items: z.array(Unit) }),
  }),
  createUnit: route({
    id: 'units.create',
    method: 'POST',
    path: '/api/v1/units',
    access: 'team.manage',
    summary: 'Create a unit',
    body: UnitInput,
    response: Unit,
    status: 201,
  }),
  changeUnit: route({
    id: 'units.change',
    method: 'PATCH',
    path: '/api/v1/units/{id}',
    access: 'team.manage',
    object: 'unit',
    summary: 'Rename or move a unit',
    params: IdParams,
    body: UnitInput.partial(),
    response: Unit,
  }),
  removeUnit: route({
    id: 'units.remove',
    method: 'DELETE',
    path: '/api/v1/units/{id}',
    access: 'team.manage',
    object: 'unit',
    summary: 'Remove a unit that has no teams and no units below it',
    params: IdParams,
    response: Ok,
  }),
  invitations: route({
    id: 'invitations.list',
    method: 'GET',
    path: '/api/v1/invitations',
    access: 'member.manage',
    summary: 'Open invitations',
    response: z.object({ items: z.array(Invitation) }),
  }),
  invite: route({
    id: 'invitations.create',
    method: 'POST',
    path: '/api/v1/invitations',
    access: 'member.manage',
    summary: 'Invite somebody: a link that holds 72 hours and works once',
    body: InvitationInput,
    response: z.object({ invitation: Invitation, link: z.string() }),
    status: 201,
  }),
  revokeInvitation: route({
    id: 'invitations.revoke',
    method: 'DELETE',
    path: '/api/v1/invitations/{id}',
    access: 'member.manage',
    object: 'invitation',
    summary: 'Take an invitation back',
    params: IdParams,
    response: Ok,
  }),
  readInvitation: route({
    id: 'invitations.read',
    method: 'GET',
    path: '/api/v1/invitations/open/{token}',
    access: 'public',
    summary: 'What an invitation link is for',
    params: TokenParams,
    response: z.object({ workspaceName: z.string(), email: z.string(), language: Language }),
  }),
  acceptInvitation: route({
    id: 'invitations.accept',
    method: 'POST',
    path: '/api/v1/invitations/open/{token}',
    access: 'public',
    summary: 'Accept an invitation',
    params: TokenParams,
    body: z.strictObject({ name: Line(120).pipe(z.string().min(1)), password: z.string().min(12).max(128) }),
    response: Ok,
    status: 201,
  }),
}

export const Settings = z.object({
  name: z.string(),
  language: Language,
  addressForm: z.enum(['sie', 'du']),
  /** Plain hours until targets with calendars come. */
  answerTargetHours: z.number(),
  nextUpdateHours: z.number(),
  undoSeconds: z.number().int(),
  acknowledgeForms: z.boolean(),
  publicUrl: z.string().nullable(),
  /** Names of the company and its products: what a text must speak of to be about us. */
  aboutNames: z.array(z.string()),
  /** A topic the classifier is sure of is set on new cases; else it is only proposed. */
  setsTopics: z.boolean(),
  /** The company's mark, at an address of ours, in pixels; pages for customers carry it with the company's name. */
  logo: CompanyLogo.nullable(),
})
export type Settings = z.infer<typeof Settings>
export const settingsRoutes = {
  read: route({
    id: 'settings.read',
    method: 'GET',
    path: '/api/v1/settings',
    access: 'member',
    summary: 'Settings of the workspace',
    response: Settings,
  }),
  change: route({
    id: 'settings.change',
    method: 'PATCH',
    path: '/api/v1/settings',
    access: 'settings.manage',
    summary: 'Change settings',
    body: z.strictObject({
      name: Line(120).optional(),
      language: Language.optional(),
      addressForm: z.enum(['sie', 'du']).optional(),
      answerTargetHours: z.number().min(0.25).max(720).optional(),
      nextUpdateHours: z.number().min(0.25).max(720).optional(),
      undoSeconds: z.number().int().min(0).max(60).optional(),
      acknowledgeForms: z.boolean().optional(),
      publicUrl: z.url().max(300).nullable().optional(),
      aboutNames: z
        .array(Line(80).pipe(z.string().min(2)))
        .max(100)
        .optional(),
      setsTopics: z.boolean().optional(),
    }),
    response: Settings,
  }),
  saveLogo: route({
    id: 'settings.saveLogo',
    method: 'POST',
    path: '/api/v1/settings/logo',
    access: 'settings.manage',
    summary: "The company's logo: PNG, JPEG or WebP by its bytes, at most 256 kB and 4,000 pixels a side",
    bodyKind: 'multipart',
    response: Settings,
  }),
  removeLogo: route({
    id: 'settings.removeLogo',
    method: 'DELETE',
    path: '/api/v1/settings/logo',
    access: 'settings.manage',
    summary: "Pages show the company's name alone",
    response: Settings,
  }),
}
