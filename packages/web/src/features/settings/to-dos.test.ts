import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { permissionsOf, type Role } from '@resonanz/contracts'
import { describe, expect, test } from 'vitest'
import { issueKinds, issuesToldOtherwise, type ToDoFacts, toDoKinds, toDosOf } from './to-dos.ts'

const now = new Date('2026-11-22T12:00:00Z')
function facts(role: Role, change: Partial<ToDoFacts> = {}): ToDoFacts {
  return {
    me: {
      permissions: [...permissionsOf[role]],
      twoFactorOn: true,
      workspace: { sampleData: false, onboarding: { channelConnected: true, peopleInvited: true } },
    },
    presences: [],
    health: { issues: [], backup: { lastAt: '2026-11-22T03:00:00Z', verified: true } },
    now,
    ...change,
  }
}
const kindsOf = (given: ToDoFacts) => toDosOf(given).map(({ kind }) => kind)

describe('what needs a person', () => {
  test('a whole and healthy workspace needs nothing', () => {
    expect(kindsOf(facts('owner'))).toEqual([])
  })

  test('after the first set-up: channel, backup, second factor, people, in this order', () => {
    const fresh = facts('owner', {
      health: { issues: [{ code: 'no-backup' }], backup: { lastAt: null, verified: null } },
    })
    fresh.me.twoFactorOn = false
    fresh.me.workspace.onboarding = { channelConnected: false, peopleInvited: false }
    expect(kindsOf(fresh)).toEqual(['connectChannel', 'noBackup', 'twoFactor', 'invitePeople'])
  })

  test('what stops work comes first and names the channel', () => {
    const broken = facts('admin', {
      presences: [
        { id: 'a', name: 'Feed', state: 'failing' },
        { id: 'b', name: 'Service', state: 'needs_sign_in' },
        { id: 'c', name: 'Fine', state: 'running' },
        { id: 'd', name: 'Once', state: 'waiting' },
      ],
      health: {
        issues: [
          { code: 'quarantine', count: 6 },
          { code: 'unclear-sends', count: 1 },
        ],
        backup: { lastAt: '2026-11-10T03:00:00Z', verified: true },
      },
    })
    expect(toDosOf(broken).map(({ kind, name, count }) => `${kind} ${name} ${count}`)).toEqual([
      'channelSignIn Service 1',
      'channelFailing Feed 1',
      'unclearSends  1',
      'quarantine  6',
      'oldBackup  12',
    ])
  })

  test('nobody is told to do what they may not do', () => {
    for (const role of ['lead', 'agent', 'reader'] as const) {
      const given = facts(role, {
        presences: [{ id: 'a', name: 'Feed', state: 'failing' }],
        health: { issues: [{ code: 'no-backup' }, { code: 'clock-skew' }], backup: { lastAt: null, verified: null } },
      })
      given.me.workspace.onboarding = { channelConnected: false, peopleInvited: false }
      expect(kindsOf(given)).toEqual([])
    }
  })

  test('sample data asks for no backup', () => {
    const sample = facts('owner', {
      health: { issues: [{ code: 'no-backup' }], backup: { lastAt: null, verified: null } },
    })
    sample.me.workspace.sampleData = true
    expect(kindsOf(sample)).toEqual([])
  })
})

test('every issue that the server can name is told somewhere', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../../server/src/modules/health/read-health.ts'), 'utf8')
  const literal = [...source.matchAll(/code: '([\w-]+)'/g)].map(([, code]) => code)
  expect(literal.length).toBeGreaterThanOrEqual(6)
  const told = [...issueKinds.map(([code]) => code), ...issuesToldOtherwise] as string[]
  expect(literal.filter((code) => !told.includes(code ?? ''))).toEqual([])
})

test('every to-do has its words in both languages', () => {
  for (const language of ['de', 'en']) {
    const words = JSON.parse(readFileSync(join(import.meta.dirname, `locales/${language}.json`), 'utf8')) as {
      toDo: Record<string, { title?: string; title_one?: string; text: string; action: string }>
    }
    for (const kind of toDoKinds) {
      const said = words.toDo[kind]
      expect(said?.title ?? said?.title_one, kind).toBeTruthy()
      expect(said?.text, kind).toBeTruthy()
      expect(said?.action, kind).toBeTruthy()
    }
  }
})
