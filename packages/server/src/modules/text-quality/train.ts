import { createHash } from 'node:crypto'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { makeWorkerPool } from '#platform/worker-pool'
import { settingsOf } from '#settings'
import { examplesNeeded } from './read-text-quality.ts'
import * as store from './store-training.ts'
import type { LabelledText, Trained, TrainingTask } from './train-worker.ts'

const trainingMostMs = 180_000
/** One of this many examples is kept out, the same ones for every version. */
const keptOutOf = 5
const versionsKept = 5

/** Asks for trainings where enough was said since the last one. */
export async function planTrainings(deps: Deps): Promise<void> {
  await store.requestGrownTopics(deps.db.system, examplesNeeded.topic)
  await store.requestGrownHeads(deps.db.system, examplesNeeded.sentiment)
}

/** Does the trainings that were asked for, one after the other, in a thread of their own. */
export async function trainRequested(deps: Deps): Promise<void> {
  const requests = await store.openRequests(deps.db.system)
  if (requests.length === 0) return
  const pool = makeWorkerPool<TrainingTask, Trained>({
    entry: new URL('./train-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 1024,
    itemTimeoutMs: trainingMostMs,
  })
  try {
    for (const request of requests) {
      await train(deps, request, async (task) => (await pool.map([task]))[0]!)
      await store.settleRequest(deps.db.system, request)
    }
  } finally {
    await pool.close()
  }
}

type Train = (task: TrainingTask) => Promise<{ ok: true; value: Trained } | { ok: false; reason: string }>

/**
 * Trains a classifier of a workspace from what people said and tries it on examples that no version learned from. It is
 * switched on only when it gets more of them right than what is in use: its version before, else the shipped models
 * (for topics, of which none are shipped: always saying the most frequent one).
 */
async function train(deps: Deps, { workspace_id: workspaceId, classifier }: store.Request, run: Train): Promise<void> {
  const db = deps.db.system
  const examples = await (classifier === 'topic'
    ? store.topicExamples(db, workspaceId)
    : classifier === 'relevance'
      ? store.relevanceExamples(db, workspaceId)
      : store.textExamples(db, workspaceId, classifier))
  const { learn, keptOut } = splitExamples(examples)
  if (examples.length < examplesNeeded[classifier] || new Set(learn.map(({ label }) => label)).size < 2) return
  const current = await store.activeModel(db, workspaceId, classifier)
  const { aboutNames } = await settingsOf(deps, workspaceId)
  const trained = await run({ classifier, names: aboutNames, learn, keptOut, current: current ?? null })
  if (!trained.ok) {
    deps.log.warn({ workspaceId, classifier, reason: trained.reason }, 'a classifier could not be trained')
    return
  }
  const { model, accuracy, accuracyBefore } = trained.value
  const isBetter = accuracy > accuracyBefore
  await inTransaction(db, async (tx) => {
    const version = await store.insertVersion(tx, workspaceId, {
      classifier,
      model,
      learnedFrom: learn.length,
      keptOut: keptOut.length,
      accuracy,
      accuracyBefore,
      isBetter,
      versionsKept,
    })
    await append(tx, [
      {
        workspaceId,
        subject: { kind: 'workspace', id: workspaceId },
        actor: { kind: 'job', id: 'train-classifiers' },
        kind: 'classifier.trained',
        data: { classifier, version, isSwitchedOn: isBetter },
      },
    ])
  })
}

/** The same case or text is on the same side in every training. */
export function splitExamples(examples: readonly store.Example[]): {
  learn: LabelledText[]
  keptOut: LabelledText[]
} {
  const learn: LabelledText[] = []
  const keptOut: LabelledText[] = []
  for (const { id, text, label } of examples) {
    const side = createHash('sha256').update(id).digest()[0]! % keptOutOf === 0 ? keptOut : learn
    side.push({ text, label })
  }
  return { learn, keptOut }
}
