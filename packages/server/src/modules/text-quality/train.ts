import { createHash } from 'node:crypto'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { makeWorkerPool } from '#platform/worker-pool'
import { examplesNeeded } from './read-text-quality.ts'
import * as store from './store-training.ts'
import type { LabelledText, Trained, TrainingTask } from './train-worker.ts'

const trainingMostMs = 180_000
/** One of this many examples is kept out, the same ones for every version. */
const keptOutOf = 5
const versionsKept = 5

/** Asks for trainings where enough was said since the last one. */
export async function planTrainings(deps: Deps): Promise<void> {
  await store.requestGrown(deps.db.system, examplesNeeded.topic)
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
      await trainTopicsOf(deps, request.workspace_id, async (task) => (await pool.map([task]))[0]!)
      await store.settleRequest(deps.db.system, request)
    }
  } finally {
    await pool.close()
  }
}

type Train = (task: TrainingTask) => Promise<{ ok: true; value: Trained } | { ok: false; reason: string }>

/**
 * Trains a workspace's topic classifier from what people chose and tries it on examples that no version learned from.
 * It is switched on only when it gets more of them right than the version in use (without one: than always saying the
 * most frequent topic).
 */
async function trainTopicsOf(deps: Deps, workspaceId: string, train: Train): Promise<void> {
  const examples = await store.topicExamples(deps.db.system, workspaceId)
  const { learn, keptOut } = splitExamples(examples)
  if (examples.length < examplesNeeded.topic || new Set(learn.map(({ label }) => label)).size < 2) return
  const current = await store.activeModel(deps.db.system, workspaceId, 'topic')
  const trained = await train({ learn, keptOut, current: current?.model ?? null })
  if (!trained.ok) {
    deps.log.warn({ workspaceId, reason: trained.reason }, 'a topic classifier could not be trained')
    return
  }
  const { model, accuracy } = trained.value
  const accuracyBefore = current ? trained.value.accuracyBefore : shareOfMostFrequent(keptOut)
  const isBetter = accuracy > accuracyBefore
  await inTransaction(deps.db.system, async (tx) => {
    const version = await store.insertVersion(tx, workspaceId, {
      classifier: 'topic',
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
        data: { classifier: 'topic', version, isSwitchedOn: isBetter },
      },
    ])
  })
}

/** The same case is on the same side in every training. */
export function splitExamples(examples: readonly (LabelledText & { caseId: string })[]): {
  learn: LabelledText[]
  keptOut: LabelledText[]
} {
  const learn: LabelledText[] = []
  const keptOut: LabelledText[] = []
  for (const { caseId, text, label } of examples) {
    const side = createHash('sha256').update(caseId).digest()[0]! % keptOutOf === 0 ? keptOut : learn
    side.push({ text, label })
  }
  return { learn, keptOut }
}

function shareOfMostFrequent(texts: readonly LabelledText[]): number {
  const counts = new Map<string, number>()
  for (const { label } of texts) counts.set(label, (counts.get(label) ?? 0) + 1)
  return texts.length === 0 ? 0 : Math.max(...counts.values()) / texts.length
}
