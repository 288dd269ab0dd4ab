import type { Actor as JournalActor, Language } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { defaultPresences } from '#presences'
import { defaultTeams, defaultTopics } from './default-content.ts'
import { insertTeams } from './store-teams.ts'
import { insertWorkspace } from './store-workspaces.ts'

export type NewWorkspace = {
  name: string
  language: Language
  addressForm?: 'sie' | 'du'
  sampleData?: boolean
  /** False: without the usual teams and topics, for who brings own ones. */
  defaults?: boolean
  by?: JournalActor
}

/** A workspace with its case counter, usual teams, topics and places for what is written down by hand. `tx`: a system transaction of the caller. */
export async function createWorkspace(
  deps: Deps,
  workspace: NewWorkspace,
  tx?: Db,
): Promise<{ workspaceId: string; teamIds: string[]; topicIds: string[] }> {
  if (!tx) return inTransaction(deps.db.system, (own) => createWorkspace(deps, workspace, own))
  const workspaceId = deps.newId()
  const defaults = workspace.defaults ?? true
  const teams = (defaults ? defaultTeams[workspace.language] : []).map((name) => ({ id: deps.newId(), name }))
  const topics = (defaults ? defaultTopics : []).map((name) => ({ id: deps.newId(), name }))
  await insertWorkspace(tx, {
    id: workspaceId,
    name: workspace.name,
    language: workspace.language,
    addressForm: workspace.addressForm ?? 'sie',
    sampleData: workspace.sampleData ?? false,
    topics,
  })
  await insertTeams(tx, workspaceId, teams)
  if (defaults) await defaultPresences(tx, workspaceId, workspace.language)
  await append(tx, [
    {
      workspaceId,
      subject: { kind: 'workspace', id: workspaceId },
      actor: workspace.by ?? { kind: 'job', id: null },
      kind: 'workspace.created',
      data: {},
    },
  ])
  return { workspaceId, teamIds: teams.map(({ id }) => id), topicIds: topics.map(({ id }) => id) }
}
