import { z } from 'zod'

export const Role = z.enum(['owner', 'admin', 'lead', 'agent', 'reader'])
export type Role = z.infer<typeof Role>

export const Permission = z.enum([
  'case.read',
  'case.write',
  'case.reply',
  'customer.read',
  'customer.write',
  'mention.triage',
  'quarantine.read',
  'quarantine.handle',
  'presence.read',
  'presence.manage',
  'member.read',
  'member.manage',
  'team.manage',
  'absence.manage',
  'view.share',
  'guideline.manage',
  'guideline.override',
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
]
const lead: Permission[] = [
  ...agent,
  'quarantine.handle',
  'absence.manage',
  'view.share',
  'guideline.manage',
  'guideline.override',
  'journal.read',
]
const admin: Permission[] = [...lead, 'presence.manage', 'member.manage', 'team.manage', 'settings.manage']

/** What each role may do. One table; server and web read the same. */
export const permissionsOf: Record<Role, readonly Permission[]> = { owner: admin, admin, lead, agent, reader }

export function may(role: Role, permission: Permission): boolean {
  return permissionsOf[role].includes(permission)
}
