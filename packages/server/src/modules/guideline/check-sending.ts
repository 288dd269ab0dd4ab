import { type BodyOf, type Finding, may, type replyRoutes } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import type { CheckContext } from './context.ts'
import { findingsOf } from './engine.ts'
import { rulesOf } from './rules.ts'

type NewReply = BodyOf<typeof replyRoutes.send>
export type Overridden = { rule: string; level: 'warning' | 'stop'; version: number; reason: string }

/**
 * The last look before an answer is queued: a warning needs a reason, a stop the right to override it as well. Answers
 * what was overridden, for the journal. Refuses with `guideline-stop` (403) or `guideline-warning` (422); `extra` holds
 * the findings that stand against sending.
 */
export async function checkSending(
  tx: Db,
  actor: Actor,
  reply: Pick<NewReply, 'text' | 'overrides'>,
  context: CheckContext,
): Promise<Overridden[]> {
  const { version, rules } = await rulesOf(tx, actor.workspaceId)
  const findings = findingsOf(reply.text, rules, context)
  const reasons = new Map(reply.overrides?.map(({ rule, reason }) => [rule, reason]))
  const stops = findings.filter((finding) => finding.level === 'stop')
  if (stops.length > 0 && !may(actor.role, 'guideline.override'))
    throw refusal('guideline-stop', 'This must not be sent like that. Change it, or ask a team lead.', stops, version)
  const open = findings.filter((finding) => finding.level !== 'hint' && !reasons.has(finding.rule))
  if (open.length > 0)
    throw refusal('guideline-warning', 'Change it, or say why it is sent all the same.', open, version)
  const overridden = new Map<string, Overridden>()
  for (const { rule, level } of findings) {
    if (level !== 'hint') overridden.set(rule, { rule, level, version, reason: reasons.get(rule)! })
  }
  return [...overridden.values()]
}

function refusal(code: 'guideline-stop' | 'guideline-warning', detail: string, findings: Finding[], version: number) {
  return new Refusal(code, detail, { findings, version })
}
