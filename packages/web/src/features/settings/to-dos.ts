import type { Me, Permission } from '@resonanz/contracts'

/** What the to-dos are derived from; shapes are parts of the contracts, so a test can write them by hand. */
export type ToDoFacts = {
  me: Pick<Me, 'permissions' | 'twoFactorOn'> & {
    workspace: { sampleData: boolean; onboarding: Me['workspace']['onboarding'] }
  }
  presences: { id: string; name: string; state: string }[]
  health: {
    issues: { code: string; count?: number | undefined }[]
    backup: { lastAt: string | null; verified: boolean | null }
  } | null
  now: Date
}

export type ToDoKind = (typeof toDoKinds)[number]
/** In the order of urgency: what stops work first, then what protects it, then what makes it whole. */
export const toDoKinds = [
  'channelSignIn',
  'channelFailing',
  'intakeBehind',
  'unclearSends',
  'failedSends',
  'quarantine',
  'clockSkew',
  'connectChannel',
  'noBackup',
  'oldBackup',
  'twoFactor',
  'invitePeople',
] as const

export type ToDo = {
  kind: ToDoKind
  tone: 'bad' | 'soon' | 'neutral'
  count: number
  /** Of the channel or nothing. */
  name: string
  presenceId: string | null
}

const DAY_MS = 86_400_000
export const backupHoldsDays = 7

const needs: Partial<Record<ToDoKind, Permission>> = {
  channelSignIn: 'presence.manage',
  channelFailing: 'presence.manage',
  intakeBehind: 'settings.manage',
  quarantine: 'quarantine.read',
  unclearSends: 'case.reply',
  failedSends: 'case.reply',
  clockSkew: 'settings.manage',
  connectChannel: 'presence.manage',
  noBackup: 'settings.manage',
  oldBackup: 'settings.manage',
  invitePeople: 'member.manage',
}

/** What a person has to do here, most urgent first; only what this person may do. Pure. */
export function toDosOf({ me, presences, health, now }: ToDoFacts): ToDo[] {
  const found: ToDo[] = []
  const add = (kind: ToDoKind, tone: ToDo['tone'], more: Partial<ToDo> = {}) =>
    found.push({ kind, tone, count: 1, name: '', presenceId: null, ...more })
  const issue = (code: string) => health?.issues.find((one) => one.code === code)

  for (const { id, name, state } of presences) {
    if (state === 'needs_sign_in') add('channelSignIn', 'bad', { name, presenceId: id })
    if (state === 'failing') add('channelFailing', 'bad', { name, presenceId: id })
  }
  for (const [code, kind, tone] of issueKinds) {
    const one = issue(code)
    if (one) add(kind, tone, { count: one.count ?? 1 })
  }
  const { sampleData, onboarding } = me.workspace
  if (!onboarding.channelConnected) add('connectChannel', 'soon')
  if (health && !sampleData) {
    const { lastAt } = health.backup
    const days = lastAt === null ? null : Math.floor((now.getTime() - new Date(lastAt).getTime()) / DAY_MS)
    if (days === null) add('noBackup', 'soon')
    else if (days >= backupHoldsDays) add('oldBackup', 'soon', { count: days })
  }
  if (!me.twoFactorOn && me.permissions.includes('settings.manage')) add('twoFactor', 'neutral')
  if (!onboarding.peopleInvited) add('invitePeople', 'neutral')

  const may = (kind: ToDoKind) => !needs[kind] || me.permissions.includes(needs[kind])
  return found.filter(({ kind }) => may(kind)).toSorted((a, b) => toDoKinds.indexOf(a.kind) - toDoKinds.indexOf(b.kind))
}

/**
 * Codes of `health.issues` that are a to-do here; channels and the backup are told from their own rows, texts that could
 * not be analysed on the page of the text recognition: nobody can do anything about them.
 */
export const issueKinds = [
  ['intake-behind', 'intakeBehind', 'bad'],
  ['unclear-sends', 'unclearSends', 'bad'],
  ['failed-sends', 'failedSends', 'bad'],
  ['quarantine', 'quarantine', 'soon'],
  ['clock-skew', 'clockSkew', 'soon'],
] as const
export const issuesToldOtherwise = [
  'channel-failing',
  'channel-needs-sign-in',
  'no-backup',
  'texts-not-analysed',
] as const
