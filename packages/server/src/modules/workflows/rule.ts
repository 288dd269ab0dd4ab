import type { Condition, PauseReason, Role, WorkflowDefinition, WorkflowEvent } from '@resonanz/contracts'
import { type Compiled, compile, fieldsOf } from './compile.ts'
import { type Needs, needsOf } from './facts.ts'

/** A row of workflow with its owner as far as rights are asked. */
export type WorkflowRow = {
  id: string
  workspace_id: string
  shipped_key: string | null
  name: string
  version: number
  definition: WorkflowDefinition
  trigger_kind: 'event' | 'time' | 'daily' | 'manual'
  owner_id: string
  enabled: boolean
  paused_reason: PauseReason | null
  swept_until: Date | null
}
export type RunningRow = WorkflowRow & { owner_role: Role; owner_active: boolean }

/** A rule ready to be asked. */
export type Rule = {
  id: string
  name: string
  version: number
  definition: WorkflowDefinition
  owner: { id: string; role: Role; active: boolean }
  fits: Compiled
  needs: Needs
}

const kept = new Map<string, { fits: Compiled; needs: Needs }>()
const maxKept = 5_000

/** Compiled once per version and process. */
export function ruleOf(row: RunningRow): Rule {
  const key = `${row.id}:${row.version}`
  let ready = kept.get(key)
  if (!ready) {
    ready = readyOf(row.definition.when)
    if (kept.size >= maxKept) kept.clear()
    kept.set(key, ready)
  }
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    definition: row.definition,
    owner: { id: row.owner_id, role: row.owner_role, active: row.owner_active },
    ...ready,
  }
}

export function readyOf(when: Condition | null): { fits: Compiled; needs: Needs } {
  return { fits: compile(when), needs: needsOf(fieldsOf(when)) }
}

/** Rules by the kind of entry that starts them: an entry asks only those. */
export function byEvent(rules: readonly Rule[]): Map<WorkflowEvent, Rule[]> {
  const index = new Map<WorkflowEvent, Rule[]>()
  for (const rule of rules) {
    if (rule.definition.trigger.on !== 'event') continue
    for (const event of new Set(rule.definition.trigger.events)) index.set(event, [...(index.get(event) ?? []), rule])
  }
  return index
}

export function together(rules: readonly Pick<Rule, 'needs'>[]): Needs {
  const any = (part: keyof Needs) => rules.some((rule) => rule.needs[part])
  return {
    customer: any('customer'),
    message: any('message'),
    history: any('history'),
    duplicates: any('duplicates'),
    calendar: any('calendar'),
  }
}
