import { z } from 'zod'

export const Role = z.enum(['owner', 'admin', 'lead', 'agent', 'reader'])
export type Role = z.infer<typeof Role>

export const Permission = z.enum([
  'case.read',
  'case.write',
  'case.reply',
  'case.close-silently',
  'case.export',
  'message.moderate',
  'reply.many',
  'cause.manage',
  'customer.read',
  'customer.write',
  'mention.triage',
  'quarantine.read',
  'quarantine.handle',
  'presence.read',
  'presence.manage',
  'publish.write',
  'publish.approve',
  'self-test.manage',
  'member.read',
  'member.manage',
  'team.manage',
  'absence.manage',
  'expert.manage',
  'view.share',
  'guideline.manage',
  'guideline.override',
  'text-module.manage',
  'checklist.manage',
  'language-help.use',
  'private-page.reveal',
  'private-page.manage',
  'goodwill.request',
  'goodwill.overrule',
  'goodwill.export',
  'goodwill.manage',
  'workflow.manage',
  'routing.manage',
  'action.manage',
  'settings.manage',
  'journal.read',
  'health.read',
])
export type Permission = z.infer<typeof Permission>

const reader: Permission[] = ['case.read', 'customer.read', 'presence.read', 'member.read', 'health.read']
const agent: Permission[] = [
  ...reader,
  'case.write',
  'case.reply',
  'customer.write',
  'mention.triage',
  'quarantine.read',
  'goodwill.request',
  'private-page.reveal',
  'language-help.use',
  'publish.write',
]
const lead: Permission[] = [
  ...agent,
  'case.export',
  'message.moderate',
  'reply.many',
  'cause.manage',
  'case.close-silently',
  'quarantine.handle',
  'absence.manage',
  'expert.manage',
  'view.share',
  'guideline.manage',
  'guideline.override',
  'text-module.manage',
  'checklist.manage',
  'private-page.manage',
  'goodwill.overrule',
  'workflow.manage',
  'routing.manage',
  'journal.read',
  'publish.approve',
  'self-test.manage',
]
const admin: Permission[] = [
  ...lead,
  'presence.manage',
  'member.manage',
  'team.manage',
  'settings.manage',
  'action.manage',
  'goodwill.export',
  'goodwill.manage',
]

/** What each role may do. One table; server and web read the same. */
export const permissionsOf: Record<Role, readonly Permission[]> = { owner: admin, admin, lead, agent, reader }

export function may(role: Role, permission: Permission): boolean {
  return permissionsOf[role].includes(permission)
}
