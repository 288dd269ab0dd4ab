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
  /** A rule that acts with this member's rights, and its run: then the journal names the rule. */
  rule?: { id: string; runId: string }
}

export function journalActor(actor: Actor): JournalActor {
  return actor.rule ? { kind: 'rule', id: actor.rule.id } : { kind: 'person', id: actor.memberId }
}

/** What an entry followed from, beside who wrote it: the run of a rule. */
export function causeOf(actor: Actor): { cause?: { kind: string; id: string } } {
  return actor.rule ? { cause: { kind: 'workflow', id: actor.rule.runId } } : {}
}
