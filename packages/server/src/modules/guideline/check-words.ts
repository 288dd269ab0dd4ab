import type { Finding, Language } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { CheckContext } from './context.ts'
import { findingsOf } from './engine.ts'
import { rulesOf } from './rules.ts'

export type WordsToCheck = Pick<CheckContext, 'channel' | 'audience'> & { text: string }

/** What the guideline says about words that lie ready for answers, one list of findings for each. */
export async function checkWords(
  db: Db,
  workspaceId: string,
  words: readonly WordsToCheck[],
  language: Language,
): Promise<Finding[][]> {
  const { rules } = await rulesOf(db, workspaceId)
  const found: Finding[][] = []
  for (const { text, channel, audience } of words)
    found.push(
      await findingsOf(text, rules, {
        channel,
        audience,
        language,
        hasNextUpdate: true,
        isSolved: true,
        isPraise: false,
      }),
    )
  return found
}
