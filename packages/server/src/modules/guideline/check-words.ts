import type { Finding, Language } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { CheckContext } from './context.ts'
import { findingsOf } from './engine.ts'
import { complete, rulesOf } from './rules.ts'

export type WordsToCheck = Pick<CheckContext, 'channel' | 'audience'> &
  Partial<Pick<CheckContext, 'isSolved'>> & { text: string }

/** What the guideline says about words that lie ready for answers, one list of findings for each. */
export async function checkWords(
  db: Db,
  workspaceId: string,
  words: readonly WordsToCheck[],
  language: Language,
): Promise<Finding[][]> {
  const { rules } = await rulesOf(db, workspaceId)
  const found: Finding[][] = []
  for (const { text, channel, audience, isSolved = true } of words)
    found.push(
      await findingsOf(text, rules, {
        channel,
        audience,
        language,
        hasNextUpdate: true,
        isSolved,
        isPraise: false,
      }),
    )
  return found
}

const holdingRule = 'empty-holding'

/** Does it hold the customer off without saying anything? Asked of holding replies whatever the workspace's rules say. */
export async function findEmptyHolding(
  text: string,
  context: Pick<CheckContext, 'channel' | 'audience' | 'language'>,
): Promise<Finding[]> {
  const rules = complete([]).filter(({ id }) => id === holdingRule)
  return findingsOf(text, rules, { ...context, hasNextUpdate: true, isSolved: false, isPraise: false })
}
