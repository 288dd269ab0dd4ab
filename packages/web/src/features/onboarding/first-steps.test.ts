import { permissionsOf } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { allDone, firstSteps } from './first-steps.ts'

const me = (change: object = {}) => ({
  permissions: [...permissionsOf.owner],
  workspaces: [{ id: 'a', name: 'Eigene' }],
  workspace: { sampleData: false, onboarding: { channelConnected: false, peopleInvited: false } },
  ...change,
})
const kinds = (given: ReturnType<typeof me>, seen = false) =>
  firstSteps(given, seen).map(({ kind, done }) => `${kind} ${done}`)

test('a new workspace begins with a channel and people', () => {
  expect(kinds(me())).toEqual(['channel false', 'people false'])
  expect(allDone(firstSteps(me(), false))).toBe(false)
})

test('the sample company is offered where there is one, and is no duty', () => {
  const two = me({
    workspaces: [
      { id: 'a', name: 'Eigene' },
      { id: 'b', name: 'Beispiel' },
    ],
  })
  expect(kinds(two, true)).toEqual(['channel false', 'people false', 'sample true'])
  const ready = {
    ...two,
    workspace: { sampleData: false, onboarding: { channelConnected: true, peopleInvited: true } },
  }
  expect(allDone(firstSteps(ready, false))).toBe(true)
})

test('neither in sample data nor for people who cannot do it', () => {
  expect(kinds(me({ workspace: { ...me().workspace, sampleData: true } }))).toEqual([])
  expect(kinds(me({ permissions: [...permissionsOf.agent] }))).toEqual([])
})
