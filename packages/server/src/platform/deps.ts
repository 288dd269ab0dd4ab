import type { Actor as JournalActor, Role } from '@resonanz/contracts'
import type { Config } from './config.ts'
import type { Database } from './db/database.ts'
import type { Logger } from './log.ts'
import type { Seal } from './seal.ts'

/** What use cases are given; wired by hand in app.ts. Tests pass the same with their own clock and ids. */
export type Deps = {
  db: Database
  log: Logger
  config: Config
  seal: Seal
  newId(): string
}

/** Who asks: a member of one workspace. */
export type Actor = {
  memberId: string
  userId: string
  name: string
  role: Role
  workspaceId: string
  teamIds: string[]
  sessionHash: string
}

export function journalActor(actor: Actor): JournalActor {
  return { kind: 'person', id: actor.memberId }
}
