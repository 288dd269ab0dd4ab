import type { FittingModule, Language, ResponseOf, textModuleRoutes } from '@resonanz/contracts'
import { accessCase } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { fittingVariant, isOffered, type Situation } from './fitting.ts'
import { modulesAndWords } from './index-of-words.ts'
import { factsOf, isThreadOfCase, lastWords, type CaseFacts } from './store-case.ts'
import { topicNames } from './store.ts'
import { valuesOf } from './values.ts'

const proposed = 8
/** Of these the words are known that speak for them; more than are ever shown, as some do not fit or are a colleague's. */
const rankedMost = 64
/** Beside the best one; below it the words in common are chance. Scores themselves grow with the number of modules. */
const shareLeast = 0.3
/** A module of the case's own topic speaks for itself. */
const topicScore = 0.25

/** Modules that may be used in this case and thread, in the variant that fits; proposed ones first, then by title. */
export async function modulesOfCase(
  deps: Deps,
  actor: Actor,
  caseId: string,
  threadId: string | undefined,
): Promise<ResponseOf<typeof textModuleRoutes.ofCase>> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  if (threadId && !(await isThreadOfCase(db, actor.workspaceId, caseId, threadId))) throw notFound()
  const [facts, words, topics, { modules: all, suggest }] = await Promise.all([
    factsOf(db, actor.workspaceId, caseId, threadId ?? null),
    lastWords(db, caseId),
    topicNames(db, actor.workspaceId),
    modulesAndWords(db, actor.workspaceId),
  ])
  const modules = all.filter(({ member_id }) => member_id === null || member_id === actor.memberId)
  if (!facts) throw notFound()
  const names = new Map(topics.map(({ id, name }) => [id, name]))
  const now = new Date()
  const timeZone = facts.time_zone
  const today = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)
  const situation = situationOf(facts)
  const text = [facts.title, ...words.map((word) => word.text)].join('\n')
  const ranked = new Map(suggest.rank(text, rankedMost).map((one) => [one.id, one]))
  const items = modules.flatMap((module): FittingModule[] => {
    const variant = isOffered(module, facts.channel, today) ? fittingVariant(module.variants, situation) : null
    if (!variant) return []
    const found = ranked.get(module.id)
    const isOfTopic = module.topic_id !== null && module.topic_id === facts.topic_id
    const score = Math.min(1, (found?.score ?? 0) + (isOfTopic ? topicScore : 0))
    return [
      {
        id: module.id,
        title: module.title,
        folder: module.folder,
        topic: (module.topic_id ? names.get(module.topic_id) : null) ?? null,
        isPersonal: module.member_id !== null,
        text: variant.text,
        language: variant.language,
        length: variant.length,
        score,
        because: wordsAt(text, found?.words ?? []),
      },
    ]
  })
  return {
    items: inOrder(items),
    values: valuesOf(facts, actor, { language: situation.language, topicNames: names, timeZone, now }),
  }
}

function situationOf(facts: CaseFacts): Situation {
  const spoken = [facts.language, facts.customer_language].find((one): one is Language => one === 'de' || one === 'en')
  return {
    channel: facts.channel,
    visibility: facts.visibility,
    // Whoever writes in a third language is answered in English, as elsewhere.
    language: spoken ?? (facts.language ? 'en' : facts.workspace_language),
    addressForm: facts.address_form ?? facts.workspace_address_form,
  }
}

/** The best few with a score; the others say nothing about the case. */
function inOrder(items: readonly FittingModule[]): FittingModule[] {
  const scored = items.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score)
  const least = (scored[0]?.score ?? 0) * shareLeast
  const best = scored.slice(0, proposed).filter(({ score }) => score >= least)
  const chosen = new Set(best)
  return [
    ...best,
    ...items.filter((item) => !chosen.has(item)).map((item) => ({ ...item, score: 0, because: [] as string[] })),
  ]
}

function wordsAt(text: string, places: readonly { start: number; end: number }[]): string[] {
  const words = places.map(({ start, end }) => text.slice(start, end))
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()].slice(0, 4)
}
