import { type BodyOf, type Finding, type GuidelineRule, may, type replyRoutes } from '@resonanz/contracts'
import { findPersonalData, maskPersonalData } from '@resonanz/text'
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
  reply: Pick<NewReply, 'text' | 'subject' | 'overrides'>,
  context: CheckContext,
): Promise<Overridden[]> {
  const { version, rules } = await rulesOf(tx, actor.workspaceId)
  const findings = [
    ...(await findingsOf(reply.text, rules, context)),
    ...(await subjectFindings(reply.subject, rules, { ...context, whole: undefined })),
  ]
  return answeredFor(actor, findings, version, reply.overrides)
}

/** What stands against it without a reason, or without the right to give one, is refused. */
export function answeredFor(
  actor: Actor,
  findings: readonly Finding[],
  version: number,
  overrides: NewReply['overrides'],
): Overridden[] {
  const reasons = new Map(overrides?.map(({ rule, reason }) => [rule, reason]))
  const stops = findings.filter((finding) => finding.level === 'stop')
  if (stops.length > 0 && !may(actor.role, 'guideline.override'))
    throw refusal('guideline-stop', 'This must not be sent like that. Change it, or ask a team lead.', stops, version)
  const open = findings.filter((finding) => finding.level !== 'hint' && !reasons.has(finding.rule))
  if (open.length > 0)
    throw refusal('guideline-warning', 'Change it, or say why it is sent all the same.', open, version)
  const overridden = new Map<string, Overridden>()
  for (const { rule, level } of findings) {
    if (level !== 'hint')
      overridden.set(rule, { rule, level, version, reason: withoutPersonalData(reasons.get(rule)!) })
  }
  return [...overridden.values()]
}

/** A subject of one's own goes out as well. It has no place in the text, and owes nobody a next step. */
async function subjectFindings(
  subject: string | undefined,
  rules: readonly GuidelineRule[],
  context: CheckContext,
): Promise<Finding[]> {
  if (!subject) return []
  const findings = await findingsOf(subject, rules, { ...context, hasNextUpdate: true, isSolved: true })
  return findings.filter(({ start, end }) => end > start).map((finding) => ({ ...finding, start: 0, end: 0 }))
}

const reasonMost = 300

/** The journal is never erased: a customer's data is not carried into it by a reason. */
function withoutPersonalData(reason: string): string {
  return maskPersonalData(reason, findPersonalData(reason)).slice(0, reasonMost)
}

function refusal(code: 'guideline-stop' | 'guideline-warning', detail: string, findings: Finding[], version: number) {
  return new Refusal(code, detail, { findings, version })
}
