import { accessCase } from '#cases'
import { candidatesFor } from '#experts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { askIn } from './ask.ts'
import { contextOf } from './read.ts'
import { isAskedAlready } from './store-people.ts'

type RuleQuestion = {
  /** Neither: whoever the directory proposes first and who is there. */
  expertId: string | null
  memberId: string | null
  question: string
  minutes: number
  waits: boolean
}

/**
 * A rule asks in its owner's name, with the short masked context that a person would send. Who is away is stood in for;
 * a question of the rule's owner that this person has not answered yet is not put twice. In a system transaction.
 */
export async function askByRule(
  tx: Db,
  deps: Deps,
  actor: Actor,
  caseId: string,
  { minutes: dueInMinutes, question, waits, ...named }: RuleQuestion,
): Promise<'asked' | 'question-stands' | 'no-candidate'> {
  const record = await accessCase(tx, actor, caseId, { lock: true })
  const { title, words, tags, context } = await contextOf(deps, tx, actor.workspaceId, caseId)
  const who =
    named.expertId || named.memberId
      ? named
      : await firstThere(tx, actor, {
          topicId: record.topic_id,
          language: record.language,
          words: [title, words, ...tags].join(' '),
        })
  if (!who) return 'no-candidate'
  const ask = async (asked: { expertId: string | null; memberId: string | null }) => {
    if (await isAskedAlready(tx, actor.workspaceId, { caseId, askedBy: actor.memberId, ...asked }))
      return 'question-stands' as const
    await askIn(tx, deps, actor, caseId, { ...asked, question, context, dueInMinutes, waits })
    return 'asked' as const
  }
  try {
    return await ask(who)
  } catch (error) {
    const deputy = error instanceof Refusal && error.code === 'person-away' ? error.extra?.deputy : null
    if (!deputy) throw error
    return ask({ expertId: null, memberId: (deputy as { id: string }).id })
  }
}

/** The best of those whom the case concerns and who are there, or who stand in for them; never the asker. */
async function firstThere(tx: Db, actor: Actor, asked: Parameters<typeof candidatesFor>[2]) {
  for (const { expert, why, standIn } of await candidatesFor(tx, actor.workspaceId, asked)) {
    if (!why.some((reason) => reason !== 'language') || expert.memberId === actor.memberId) continue
    if (expert.state !== 'away') return { expertId: expert.id, memberId: null }
    if (standIn && standIn.memberId !== actor.memberId)
      return { expertId: standIn.expertId, memberId: standIn.memberId }
  }
  return null
}
