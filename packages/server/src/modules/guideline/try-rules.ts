import { setImmediate as turn } from 'node:timers/promises'
import type { BodyOf, FindingLevel, guidelineRoutes, ResponseOf } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { settingsOf } from '#settings'
import { findingsOf } from './engine.ts'
import { checkRules } from './rules.ts'
import { sentReplies } from './store.ts'

type Trial = ResponseOf<typeof guidelineRoutes.trial>
const samplesShown = 50
const lettersPerTurn = 10_000
const around = 80

/** Runs rules over the last answers we sent: what they would have found. Others get their turn in between. */
export async function tryRules(
  deps: Deps,
  actor: Actor,
  { rules, replies }: BodyOf<typeof guidelineRoutes.trial>,
): Promise<Trial> {
  checkRules(rules)
  const { language } = await settingsOf(deps, actor.workspaceId)
  const sent = await sentReplies(deps.db.of(actor.workspaceId), actor.workspaceId, replies)
  const hits = new Map<string, { level: FindingLevel; replies: Set<string> }>()
  const found = new Set<string>()
  const samples: Trial['samples'] = []
  let letters = 0
  for (const reply of sent) {
    letters += reply.text.length
    if (letters > lettersPerTurn) {
      await turn()
      letters = 0
    }
    const context = {
      channel: reply.channel,
      audience: reply.visibility,
      language,
      hasNextUpdate: true,
      isSolved: false,
      isPraise: reply.kind === 'praise',
    }
    for (const { rule, level, start, end } of await findingsOf(reply.text, rules, context)) {
      found.add(reply.message_id)
      const hit = hits.get(rule) ?? { level, replies: new Set<string>() }
      const isFirst = !hit.replies.has(reply.message_id)
      hit.replies.add(reply.message_id)
      hits.set(rule, hit)
      if (isFirst && samples.length < samplesShown)
        samples.push({
          caseId: reply.case_id,
          caseNumber: reply.case_number,
          messageId: reply.message_id,
          at: reply.at.toISOString(),
          rule,
          level,
          ...excerptOf(reply.text, start, end),
        })
    }
  }
  return {
    checked: sent.length,
    found: found.size,
    rules: [...hits]
      .map(([rule, hit]) => ({ rule, level: hit.level, replies: hit.replies.size }))
      .toSorted((a, b) => b.replies - a.replies),
    samples,
  }
}

function excerptOf(text: string, start: number, end: number): { excerpt: string; start: number; end: number } {
  const from = Math.max(0, start - around)
  const to = Math.min(text.length, Math.min(end, start + 4 * around) + around)
  return { excerpt: text.slice(from, to).toWellFormed(), start: start - from, end: Math.min(end, to) - from }
}
