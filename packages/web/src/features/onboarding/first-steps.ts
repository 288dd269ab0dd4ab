import type { Me } from '@resonanz/contracts'

export type StepKind = 'channel' | 'people' | 'sample'
export type FirstStep = { kind: StepKind; done: boolean }

type Facts = Pick<Me, 'permissions' | 'workspaces'> & { workspace: Pick<Me['workspace'], 'sampleData' | 'onboarding'> }

/** The first steps of a new workspace: a channel, people, and (where there is one) a look at the sample company. */
export function firstSteps(me: Facts, seenSample: boolean): FirstStep[] {
  if (me.workspace.sampleData || !me.permissions.includes('settings.manage')) return []
  const { channelConnected, peopleInvited } = me.workspace.onboarding
  return [
    { kind: 'channel', done: channelConnected },
    { kind: 'people', done: peopleInvited },
    ...(me.workspaces.length > 1 ? [{ kind: 'sample' as const, done: seenSample }] : []),
  ]
}

/** What must be done is done; a look at the sample company is nobody's duty. */
export function allDone(steps: FirstStep[]): boolean {
  return steps.every(({ kind, done }) => done || kind === 'sample')
}
