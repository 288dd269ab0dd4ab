import { ClassifierName, type ClassifierQuality, type TextQuality } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { modelVersion } from '#reading'
import { monthsOf, readingState, totalsOf, versionsOf } from './store.ts'

/** How many examples it takes before a classifier of one's own is tried. */
export const examplesNeeded: Record<ClassifierName, number> = { topic: 40, sentiment: 100, kind: 100, relevance: 100 }

/** How well texts are understood, as figures people can check: what was read, what was changed, what was tried. */
export async function readTextQuality(deps: Deps, actor: Actor): Promise<TextQuality> {
  const state = await readingState(deps.db.of(actor.workspaceId), actor.workspaceId)
  return { modelVersion: modelVersion(), ...state, classifiers: await classifiersOf(deps, actor) }
}

export async function classifiersOf(deps: Deps, actor: Actor): Promise<ClassifierQuality[]> {
  const db = deps.db.of(actor.workspaceId)
  const [months, versions, totals] = await Promise.all([
    monthsOf(db, actor.workspaceId),
    versionsOf(db, actor.workspaceId),
    totalsOf(db, actor.workspaceId),
  ])
  return ClassifierName.options.map((classifier) => {
    const own = versions.filter((version) => version.classifier === classifier)
    return {
      classifier,
      activeVersion: own.find((version) => version.state === 'active')?.version ?? null,
      examples: totals[classifier].examples,
      examplesNeeded: examplesNeeded[classifier],
      corrections: totals[classifier].corrections,
      months: months.filter((month) => month.classifier === classifier),
      versions: own,
    }
  })
}
